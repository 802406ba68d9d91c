/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.context;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleRateTests {

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "1.0,1", "0.25,0.25", "0.000001,0.000001", "1e-05,0.00001", "0.0,0"})
    void parse_decimalUpToOne_isTheRate(String text, double rate) {
        assertThat(SampleRate.parse(text)).hasValue(rate);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "-1",
                "1.1",
                "2",
                "9e-00",
                "true",
                "NaN",
                "Infinity",
                "0x1p-3",
                " 0",
                "0.5 ",
                ".5",
                "0.",
                "0,5",
                "٠",
                "0.5f",
                "0.1234567890123456789012345678901"
            })
    void parse_anythingElse_isAbsent(String text) {
        assertThat(SampleRate.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 0.1, 1e-6, 3.3333333333333333e-6, 0.30000000000000004})
    void format_isReadBackExactly(double rate) {
        assertThat(SampleRate.parse(SampleRate.format(rate))).hasValue(rate);
    }

    @Test
    void format_notRecorded_isZero() {
        assertThat(SampleRate.format(0)).isEqualTo("0");
    }

    @Test
    void carried_withoutAnyField_dependsOnTheSender() {
        assertThat(SampleRate.carried(null, true)).hasValue(1);
        assertThat(SampleRate.carried("what?", true)).hasValue(1);
        assertThat(SampleRate.carried(null, false)).isEmpty();
        assertThat(SampleRate.carried("0", false)).hasValue(0);
        assertThat(SampleRate.carried("0.5", true)).hasValue(0.5);
    }
}
