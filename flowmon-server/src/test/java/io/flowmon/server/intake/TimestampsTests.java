/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTests {

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05.000006Z, 2026-01-02T03:04:05.000006Z",
        "2015-01-30T12:05:29.230+01:00, 2015-01-30T11:05:29.230Z",
        "2015-01-30 12:05:29 +0100, 2015-01-30T11:05:29Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z"
    })
    void parse_ofATime_isThatInstant(String text, Instant instant) {
        assertThat(Timestamps.parse(text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-30T00:00:00Z",
                "2025-02-29 00:00:00 +0000",
                "2026-01-02T24:00:00Z",
                "2026-01-02T03:04:05",
                "9999-12-31T23:59:59Z",
                "yesterday",
                ""
            })
    void parse_ofADayThatIsNone_isNothing(String text) {
        assertThat(Timestamps.parse(text)).isNull();
    }
}
