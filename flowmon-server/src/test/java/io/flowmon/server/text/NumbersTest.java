/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.0034, 0.003",
        "0.0667, 0.07",
        "0.248, 0.25",
        "0.999, 1",
        "1.267, 1.27",
        "75.47, 75.5",
        "1200, '1,200'"
    })
    void rate_hasTwoDecimalsAtMost_andIsNeverNothingWhenThereIsSome(double perMinute, String shown) {
        assertThat(Numbers.rate(perMinute, Locale.ENGLISH)).isEqualTo(shown);
    }

    @Test
    void rounded_hasTheSignsOfTheLanguage_andAPointForPrograms() {
        assertThat(Numbers.rounded(1234.5, Locale.ENGLISH)).isEqualTo("1,230");
        assertThat(Numbers.rounded(1234.5, Locale.FRENCH)).isEqualTo("1\u202F230");
        assertThat(Numbers.rounded(0.1234, Locale.FRENCH)).isEqualTo("0,123");
        assertThat(Numbers.rounded(-0.00001, Locale.FRENCH)).isEqualTo("-0,00001");
        assertThat(Numbers.rounded(Double.NaN, Locale.FRENCH)).isEqualTo("NaN");
        assertThat(Numbers.rounded(1234.5)).isEqualTo("1230");
        assertThat(Numbers.rounded(0.1234)).isEqualTo("0.123");
    }
}
