/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.topology;

import io.flowmon.server.event.Durations;
import io.flowmon.server.screen.Figures;
import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.store.Percentiles;
import io.flowmon.server.store.Topology;
import io.flowmon.server.text.VisibleText;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Messages that went one way, as a row of the table that the drawing is made of.
 *
 * @param perMinute messages a minute, as a number
 * @param errorRate part of them that failed, as a number
 * @param p95Millis as a number; null where none has ended
 * @param flows the flows behind it
 */
record TopologyRow(
        Place from,
        Place to,
        String endpoint,
        double perMinute,
        double errorRate,
        @Nullable Double p95Millis,
        String rate,
        String errors,
        @Nullable String p50,
        @Nullable String p95,
        @Nullable String p99,
        String flows) {

    /**
     * A module, a destination or something outside.
     *
     * @param flows the flows that have to do with it; null where they cannot be told by it
     */
    record Place(
            String id, String name, String kind, @Nullable String flows) {

        static Place of(Topology.Node node, Instant from, Instant to) {
            ScreenAddress flows = ScreenAddress.of("/flows").between(from, to);
            return new Place(
                    node.id(),
                    VisibleText.of(node.name()),
                    node.kind().name().toLowerCase(Locale.ROOT),
                    switch (node.kind()) {
                        case MODULE -> flows.with("module", node.name()).toString();
                        case DESTINATION -> flows.with("endpoint", node.name()).toString();
                        case EXTERNAL -> null;
                    });
        }
    }

    static TopologyRow of(
            Topology.Edge edge, Map<String, Topology.Node> nodes, Instant from, Instant to, double minutes) {
        Topology.Node source = node(nodes, edge.from());
        Topology.Node target = node(nodes, edge.to());
        Percentiles elapsed = edge.elapsedSeconds();
        Topology.Node reporter = target.kind() == Topology.Kind.MODULE ? target : source;
        return new TopologyRow(
                Place.of(source, from, to),
                Place.of(target, from, to),
                VisibleText.of(edge.endpoint()),
                edge.count() / minutes,
                edge.errorRate(),
                elapsed == null ? null : 1_000 * elapsed.p95(),
                Figures.rate(edge.count() / minutes),
                Figures.share(edge.errorRate()),
                text(elapsed, Percentiles::p50),
                text(elapsed, Percentiles::p95),
                text(elapsed, Percentiles::p99),
                ScreenAddress.of("/flows")
                        .with("module", reporter.kind() == Topology.Kind.MODULE ? reporter.name() : null)
                        .with("endpoint", edge.endpoint())
                        .between(from, to)
                        .toString());
    }

    /** Where failed messages lead to. */
    public String failed() {
        return flows + "&outcome=failed";
    }

    private static Topology.Node node(Map<String, Topology.Node> nodes, String id) {
        return nodes.getOrDefault(id, new Topology.Node(id, id, Topology.Kind.EXTERNAL));
    }

    private static @Nullable String text(@Nullable Percentiles elapsed, ToDoubleFunction<Percentiles> one) {
        return elapsed == null ? null : Figures.duration(Durations.ofSeconds(one.applyAsDouble(elapsed)));
    }
}
