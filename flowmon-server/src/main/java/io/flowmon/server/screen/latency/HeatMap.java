/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.latency;

import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.screen.TimeGrid;
import io.flowmon.server.store.ElapsedBands;
import io.flowmon.server.store.ElapsedCount;
import io.flowmon.server.store.EndpointStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many actions took about how long, over time: a column for each part of the time, a row for each band of elapsed time,
 * the longest on top.
 *
 * @param columns how many
 * @param bands those with something in them and between, from the top, each as a label
 * @param highest the largest count
 */
record HeatMap(
        Instant from, Instant middle, Instant to, int columns, List<String> bands, List<Cell> cells, long highest) {

    /** A screen's pixels for each row. */
    static final int ROW_HEIGHT = 20;

    private static final int SHADES = 5;

    /**
     * Where something ended.
     *
     * @param column from 0, from the left
     * @param row from 0, from the top
     * @param shade 1 to 5, by the count; each stands for about the same factor
     * @param begin of the part of the time, in UTC
     * @param band such as {@code 10 ms – 20 ms}
     * @param flows those behind it
     */
    record Cell(int column, int row, int shade, String begin, String band, long count, long errors, String flows) {}

    /** Of one endpoint; null where nothing ended. */
    static @Nullable HeatMap of(List<ElapsedCount> counts, EndpointStatistics endpoint, TimeGrid grid) {
        if (counts.isEmpty()) {
            return null;
        }
        int top = counts.stream().mapToInt(ElapsedCount::band).max().orElse(0);
        int bottom = counts.stream().mapToInt(ElapsedCount::band).min().orElse(0);
        long highest = counts.stream().mapToLong(ElapsedCount::count).max().orElse(1);
        List<String> bands = new ArrayList<>();
        for (int band = top; band >= bottom; band--) {
            bands.add(
                    band == 0
                            ? "< " + text(ElapsedBands.bounds().get(1))
                            : "≥ " + text(ElapsedBands.bounds().get(band)));
        }
        return new HeatMap(
                grid.from(),
                grid.from().plus(grid.length().dividedBy(2)),
                grid.to(),
                grid.buckets(),
                bands,
                counts.stream()
                        .map(one -> cell(one, endpoint, grid, top, highest))
                        .toList(),
                highest);
    }

    /** In pixels. */
    public int height() {
        return ROW_HEIGHT * bands.size();
    }

    private static Cell cell(ElapsedCount one, EndpointStatistics endpoint, TimeGrid grid, int top, long highest) {
        List<Duration> bounds = ElapsedBands.bounds();
        Duration least = bounds.get(one.band());
        Duration below = one.band() + 1 < bounds.size() ? bounds.get(one.band() + 1) : null;
        return new Cell(
                Math.toIntExact(Duration.between(grid.from(), one.from()).dividedBy(grid.width())),
                top - one.band(),
                shade(one.count(), highest),
                one.from().toString().replace('T', ' ').replace("Z", " UTC"),
                below == null ? "≥ " + text(least) : text(least) + " – " + text(below),
                one.count(),
                one.errors(),
                ScreenAddress.of("/flows")
                        .with("module", endpoint.module())
                        .with("endpoint", endpoint.endpoint())
                        .with("message_type", endpoint.messageType())
                        .with("min_elapsed", least.isZero() ? null : least.toMillis() + "ms")
                        .with("max_elapsed", below == null ? null : below.toMillis() + "ms")
                        .between(one.from(), one.to())
                        .toString());
    }

    /** Bounds are whole milliseconds, and from one second on whole seconds. */
    private static String text(Duration bound) {
        return bound.toMillis() < 1_000 ? bound.toMillis() + " ms" : bound.toSeconds() + " s";
    }

    private static int shade(long count, long highest) {
        return highest <= 1
                ? SHADES
                : 1
                        + (int) Math.round(
                                (SHADES - 1) * Math.log((double) Math.max(1, count)) / Math.log((double) highest));
    }
}
