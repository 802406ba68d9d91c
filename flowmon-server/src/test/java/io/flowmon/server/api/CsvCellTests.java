/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCellTests {

    @ParameterizedTest
    @ValueSource(
            strings = {"=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uFF1D1", "\uFF201"})
    void text_thatBeginsLikeAFormula_isMadeText(String hostile) {
        assertThat(CsvCell.text(hostile)).isEqualTo("'" + hostile);
        assertThat(CsvCell.text(List.of(hostile, "b"))).startsWith("'");
    }

    @Test
    void text_ofAnythingElse_staysAsItIs() {
        assertThat(CsvCell.text("POST /orders=1")).isEqualTo("POST /orders=1");
        assertThat(CsvCell.text("")).isEmpty();
        assertThat(CsvCell.text(null)).isEmpty();
        assertThat(CsvCell.text(List.of("a", "b"))).isEqualTo("a; b");
    }

    @Test
    void numbers_areWrittenWithoutExponent_andMayBeNegative() {
        assertThat(CsvCell.text(0.00001)).isEqualTo("0.00001");
        assertThat(CsvCell.text(12_000_000.0)).isEqualTo("12000000");
        assertThat(CsvCell.text(-1.5)).isEqualTo("-1.5");
        assertThat(CsvCell.text(-3L)).isEqualTo("-3");
        assertThat(CsvCell.text(true)).isEqualTo("true");
    }
}
