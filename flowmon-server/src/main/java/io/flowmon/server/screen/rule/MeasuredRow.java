/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.rule;

import io.flowmon.server.api.RuleValuesDocument;
import io.flowmon.server.screen.Figures;
import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.screen.Spark;
import io.flowmon.server.store.MeasuredStation;
import io.flowmon.server.text.VisibleText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a rule's measure came to at one endpoint of a module.
 *
 * @param allowed bars of the parts whose greatest value is not above the threshold, as a path
 * @param exceeding those of the others
 * @param limit the threshold, as a path
 * @param over whether the greatest value is above the threshold
 * @param flows those behind it
 * @param flowsAbove those behind what is above the threshold, where flows can be asked for so; else null
 * @param curves the latency of the endpoint; null where that tells nothing of it
 */
record MeasuredRow(
        String module,
        String endpoint,
        String threshold,
        String latest,
        String greatest,
        String unit,
        long compared,
        long above,
        boolean over,
        String allowed,
        String exceeding,
        String limit,
        String flows,
        @Nullable String flowsAbove,
        @Nullable String curves) {

    /** Leaves the threshold below the upper edge. */
    private static final double ROOM = 1.15;

    static MeasuredRow of(MeasuredStation station, RuleValuesDocument values, String unit) {
        List<Double> allowed = parts(values);
        List<Double> exceeding = parts(values);
        for (MeasuredStation.Point point : station.points()) {
            int at = Math.toIntExact(
                    Duration.between(values.from(), point.from()).toSeconds() / values.partSeconds());
            (point.value() > station.threshold() ? exceeding : allowed).set(at, point.value());
        }
        double highest = ROOM * Math.max(station.greatest(), station.threshold());
        ScreenAddress place = ScreenAddress.of("/flows")
                .with("module", station.module())
                .with("endpoint", station.endpoint())
                .between(values.from(), values.to());
        String measure = Objects.requireNonNullElse(values.measure(), "");
        return new MeasuredRow(
                VisibleText.of(station.module()),
                VisibleText.of(station.endpoint()),
                Figures.number(station.threshold()),
                Figures.number(station.latest()),
                Figures.number(station.greatest()),
                unit,
                station.compared(),
                station.above(),
                station.above() > 0,
                Spark.bars(allowed, highest),
                Spark.bars(exceeding, highest),
                Spark.level(station.threshold(), highest),
                place.toString(),
                flowsAbove(place, measure, station),
                measure.equals("message-wait") || measure.equals("flow-elapsed")
                        ? null
                        : ScreenAddress.of("/latency")
                                .with("module", station.module())
                                .with("endpoint", station.endpoint())
                                .between(values.from(), values.to())
                                .toString());
    }

    private static List<Double> parts(RuleValuesDocument values) {
        long seconds = Duration.between(values.from(), values.to()).toSeconds();
        return new ArrayList<>(Collections.nCopies(Math.toIntExact(1 + seconds / values.partSeconds()), 0.0));
    }

    private static @Nullable String flowsAbove(ScreenAddress place, String measure, MeasuredStation station) {
        String least = (long) Math.ceil(1_000 * Math.max(0, station.threshold())) + "ms";
        return switch (measure) {
            case "elapsed-max", "elapsed-percentile" ->
                place.with("min_elapsed", least).toString();
            case "flow-elapsed" -> place.with("min_duration", least).toString();
            case "failed-share", "refused-share" ->
                place.with("outcome", "failed").toString();
            default -> null;
        };
    }
}
