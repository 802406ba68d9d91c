/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.screen.TimeGrid;
import io.flowmon.server.store.FlowCount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {

    private static final Instant NOW = Instant.parse("2026-01-02T10:07:33.5Z");
    private static final ScreenAddress FLOWS = ScreenAddress.of("/flows").with("key.{odd}&name", "a b");

    @ParameterizedTest
    @ValueSource(strings = {"PT0.2S", "PT15M", "PT1H", "PT6H", "PT24H", "P7D", "P300D"})
    void grid_ofEachRange_hasAtMost60Parts(Duration range) {
        assertThat(Histogram.grid(NOW.minus(range), NOW).buckets()).isBetween(1, 60);
    }

    @Test
    void bars_areToOneScale_andLeadToTheirTimeWithinTheRange() {
        Instant from = NOW.minusSeconds(900);
        TimeGrid grid = Histogram.grid(from, NOW);

        Histogram histogram = Histogram.of(
                List.of(count(grid, 0, 8, 2), count(grid, 3, 400, 0), count(grid, grid.buckets() + 1, 4, 4)),
                grid,
                from,
                NOW,
                FLOWS);

        assertThat(histogram.bars())
                .extracting(
                        Histogram.Bar::column,
                        Histogram.Bar::begin,
                        Histogram.Bar::count,
                        Histogram.Bar::height,
                        Histogram.Bar::failedHeight)
                .containsExactly(
                        tuple(0, utc(from), 8L, 3.0, 3.0),
                        tuple(3, utc(grid.from().plus(grid.width().multipliedBy(3))), 400L, 100.0, 0.0),
                        tuple(grid.buckets() - 1, "2026-01-02 10:07:20 UTC", 4L, 3.0, 3.0));
        assertThat(histogram.bars().get(2).flows())
                .endsWith("&to=" + NOW.toString().replace(":", "%3A"));
        assertThat(histogram.bars().get(0).flows())
                .isEqualTo("/flows?key.%7Bodd%7D%26name=a%20b&from=2026-01-02T09%3A52%3A33.500Z"
                        + "&to=2026-01-02T09%3A52%3A40Z");
        assertThat(histogram.sampled()).isTrue();
        assertThat(histogram.recorded()).isEqualTo(3);
    }

    private static String utc(Instant instant) {
        return instant.toString().replace('T', ' ').replace("Z", " UTC");
    }

    private static FlowCount count(TimeGrid grid, int part, long count, long failed) {
        Instant from = grid.from().plus(grid.width().multipliedBy(part));
        return new FlowCount(from, from.plus(grid.width()), count, failed, 1);
    }
}
