/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.text;

import static org.assertj.core.api.Assertions.assertThat;

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
        "1200, 1200"
    })
    void rate_hasTwoDecimalsAtMost_andIsNeverNothingWhenThereIsSome(double perMinute, String shown) {
        assertThat(Numbers.rate(perMinute)).isEqualTo(shown);
    }
}
