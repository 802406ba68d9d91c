/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.overview;

import io.flowmon.server.event.Durations;
import io.flowmon.server.screen.Figures;
import io.flowmon.server.screen.Spark;
import io.flowmon.server.screen.TimeGrid;
import io.flowmon.server.store.FlowRate;
import io.flowmon.server.store.Percentiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The flows of the last minutes in figures, and of the last hour as curves.
 *
 * @param rate flows a minute
 * @param failedShare as text
 * @param p50 null where there was no flow
 * @param rates path of the curve of all flows, {@code failedAmongThem} of those that failed to the same
 *     scale, {@code failures} of them to their own, {@code durations} of the 95th percentile
 */
record FlowTrend(
        long count,
        String rate,
        String failedShare,
        boolean failing,
        @Nullable String p50,
        @Nullable String p95,
        @Nullable String p99,
        String rates,
        String failedAmongThem,
        String failures,
        String durations) {

    static FlowTrend of(@Nullable FlowRate recent, double minutes, List<FlowRate> hour, TimeGrid grid) {
        long count = recent == null ? 0 : recent.count();
        long failed = recent == null ? 0 : recent.failed();
        Percentiles duration = recent == null ? null : recent.durationSeconds();
        List<Double> counts = placed(hour, grid, FlowRate::count);
        List<Double> failures = placed(hour, grid, FlowRate::failed);
        double most = highest(counts);
        List<Double> slow = placed(
                hour,
                grid,
                one -> one.durationSeconds() == null ? 0 : one.durationSeconds().p95());
        return new FlowTrend(
                count,
                Figures.rate(count / minutes),
                Figures.share(count == 0 ? 0 : (double) failed / count),
                failed > 0,
                duration == null ? null : text(duration.p50()),
                duration == null ? null : text(duration.p95()),
                duration == null ? null : text(duration.p99()),
                Spark.bars(counts, most),
                Spark.bars(failures, most),
                Spark.bars(failures, highest(failures)),
                Spark.bars(slow, highest(slow)));
    }

    private static double highest(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    private static List<Double> placed(List<FlowRate> rates, TimeGrid grid, ToDoubleFunction<FlowRate> value) {
        List<Double> values = new ArrayList<>(Collections.nCopies(grid.buckets(), 0.0));
        for (FlowRate one : rates) {
            int at = Math.toIntExact(Duration.between(grid.from(), one.from()).dividedBy(grid.width()));
            values.set(at, value.applyAsDouble(one));
        }
        return values;
    }

    private static String text(double seconds) {
        return Figures.duration(Durations.ofSeconds(seconds));
    }
}
