/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.server.api.Parameters;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeGridTest {

    private static final Instant END = Instant.parse("2026-01-02T10:07:33.5Z");

    @ParameterizedTest
    @CsvSource({
        "PT0.2S, PT1S, 2026-01-02T10:07:33Z, 2026-01-02T10:07:34Z",
        "PT15M, PT15S, 2026-01-02T09:52:30Z, 2026-01-02T10:07:45Z",
        "PT1H, PT1M, 2026-01-02T09:07:00Z, 2026-01-02T10:08:00Z",
        "PT24H, PT15M, 2026-01-01T10:00:00Z, 2026-01-02T10:15:00Z",
        "P7D, PT2H, 2025-12-26T10:00:00Z, 2026-01-02T12:00:00Z",
    })
    void grid_ofARange_hasRoundPartsAndHoldsIt(Duration length, Duration width, Instant from, Instant to) {
        TimeGrid grid = TimeGrid.of(new Parameters.Range(END.minus(length), END));

        assertThat(grid).isEqualTo(new TimeGrid(from, to, width));
        assertThat(grid.buckets()).isLessThanOrEqualTo(102);
    }

    @Test
    void grid_ofCenturies_hasNotTooManyParts() {
        TimeGrid grid = TimeGrid.of(new Parameters.Range(Instant.parse("1700-01-01T00:00:00Z"), END));

        assertThat(grid.buckets()).isBetween(50, 102);
        assertThat(grid.from()).isBeforeOrEqualTo(Instant.parse("1700-01-01T00:00:00Z"));
        assertThat(grid.to()).isAfterOrEqualTo(END);
    }

    @Test
    void grid_endingAtARoundTime_endsThere() {
        Instant to = Instant.parse("2026-01-02T10:00:00Z");

        assertThat(TimeGrid.of(new Parameters.Range(to.minusSeconds(3_600), to)).to())
                .isEqualTo(to);
    }

    @Test
    void minutes_ofARangeThatGoesOn_areThosePassed() {
        TimeGrid grid = new TimeGrid(END, END.plusSeconds(3_600), Duration.ofMinutes(1));

        assertThat(grid.minutesUntil(END.plusSeconds(600))).isEqualTo(10);
        assertThat(grid.minutesUntil(END.plusSeconds(6_000))).isEqualTo(60);
        assertThat(grid.minutesUntil(END)).isPositive();
    }
}
