/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.flow;

import io.flowmon.server.api.Parameters;
import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.screen.TimeGrid;
import io.flowmon.server.store.FlowCount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/**
 * How many of the listed flows began when, and how many of them failed: a bar for each part of the time.
 *
 * @param least no chosen time begins before this
 * @param most no chosen time ends after this
 * @param columns how many parts
 * @param width of a part, in milliseconds
 * @param bars of the parts in which a flow began
 * @param recorded how many of the flows are stored: less than {@code flows} where they are sampled
 * @param sampled whether counts are reckoned up from a sample
 * @param address the search without its time
 */
record Histogram(
        Instant from,
        Instant middle,
        Instant to,
        Instant least,
        Instant most,
        int columns,
        long width,
        List<Bar> bars,
        long flows,
        long failed,
        long recorded,
        boolean sampled,
        String address) {

    /** The grid begins and ends at round times, which may take one part more. */
    private static final int MOST_PARTS = 59;

    private static final double WHOLE = 100;
    private static final double LEAST_HEIGHT = 3;

    /**
     * A part of the time.
     *
     * @param column from 0, from the left
     * @param begin in UTC, for the text beside it
     * @param top where it begins from above, in percent of the highest
     * @param height in percent of the highest
     * @param failedTop where the part of it that stands for the failed ones begins
     * @param failedHeight the part of it that stands for the failed ones
     * @param flows those behind it
     */
    record Bar(
            int column,
            String begin,
            long count,
            long failed,
            double top,
            double height,
            double failedTop,
            double failedHeight,
            String flows) {}

    static TimeGrid grid(Instant from, Instant to) {
        return TimeGrid.of(new Parameters.Range(from, to), MOST_PARTS);
    }

    /** Of the counts. What begins after the grid, by a clock that is fast, counts in its last part. */
    static Histogram of(List<FlowCount> counts, TimeGrid grid, Instant least, Instant most, ScreenAddress address) {
        TreeMap<Integer, long[]> parts = new TreeMap<>();
        for (FlowCount count : counts) {
            long part = Duration.between(grid.from(), count.from()).dividedBy(grid.width());
            long[] sums = parts.computeIfAbsent((int) Math.min(part, grid.buckets() - 1L), none -> new long[2]);
            sums[0] += count.count();
            sums[1] += count.failed();
        }
        long flows = counts.stream().mapToLong(FlowCount::count).sum();
        long recorded = counts.stream().mapToLong(FlowCount::recorded).sum();
        long highest = parts.values().stream().mapToLong(sums -> sums[0]).max().orElse(1);
        return new Histogram(
                grid.from(),
                grid.from().plus(grid.length().dividedBy(2)),
                grid.to(),
                least,
                most,
                grid.buckets(),
                grid.width().toMillis(),
                parts.entrySet().stream()
                        .map(part -> bar(part.getKey(), part.getValue(), highest, grid, least, most, address))
                        .toList(),
                flows,
                counts.stream().mapToLong(FlowCount::failed).sum(),
                recorded,
                recorded != flows,
                address.toString());
    }

    private static Bar bar(
            int column, long[] sums, long highest, TimeGrid grid, Instant least, Instant most, ScreenAddress address) {
        Instant begin = grid.from().plus(grid.width().multipliedBy(column));
        Instant end = begin.plus(grid.width());
        Instant from = begin.isBefore(least) ? least : begin;
        Instant to = end.isAfter(most) || column == grid.buckets() - 1 ? most : end;
        double height = height(sums[0], highest);
        double failedHeight = height(sums[1], highest);
        return new Bar(
                column,
                from.toString().replace('T', ' ').replace("Z", " UTC"),
                sums[0],
                sums[1],
                WHOLE - height,
                height,
                WHOLE - failedHeight,
                failedHeight,
                address.between(from, to).toString());
    }

    private static double height(long count, long highest) {
        return count == 0 ? 0 : Math.max(LEAST_HEIGHT, WHOLE * count / highest);
    }
}
