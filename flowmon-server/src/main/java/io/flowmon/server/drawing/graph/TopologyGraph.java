/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.graph;

import io.flowmon.server.drawing.text.Names;
import io.flowmon.server.event.Durations;
import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.store.Percentiles;
import io.flowmon.server.store.Topology;
import io.flowmon.server.text.Numbers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The whole system, as its topology has it. */
final class TopologyGraph {

    private static final double NANOS_PER_SECOND = 1e9;

    private TopologyGraph() {}

    static Graph of(Topology topology) {
        Map<String, Place> places = new HashMap<>();
        topology.nodes().forEach(node -> places.put(node.id(), place(node)));
        GraphBuilder graph = new GraphBuilder();
        for (Topology.Edge edge : topology.edges()) {
            Mark mark = edge.errorRate() > 0 ? Mark.FAILED : Mark.NONE;
            graph.edge(
                    places.getOrDefault(edge.from(), Place.outside()),
                    places.getOrDefault(edge.to(), Place.outside()),
                    List.of(Names.shortened(edge.endpoint()), figures(edge)),
                    mark);
        }
        if (topology.edges().isEmpty()) {
            graph.note("nothing was sent in this time");
        }
        graph.omit(topology.omittedEdges());
        return graph.build();
    }

    private static Place place(Topology.Node node) {
        Place.Kind kind =
                switch (node.kind()) {
                    case MODULE -> Place.Kind.MODULE;
                    case DESTINATION -> Place.Kind.DESTINATION;
                    case EXTERNAL -> Place.Kind.EXTERNAL;
                };
        return new Place(kind, node.name());
    }

    private static String figures(Topology.Edge edge) {
        long times = Math.round(edge.count());
        String failed =
                edge.errorRate() > 0 ? ", %s percent failed".formatted(Numbers.rounded(100 * edge.errorRate())) : "";
        return "%d %s%s%s".formatted(times, times == 1 ? "time" : "times", failed, time(edge.elapsedSeconds()));
    }

    private static String time(@Nullable Percentiles seconds) {
        if (seconds == null) {
            return "";
        }
        double p95 = Math.min(seconds.p95(), (double) StoredEvent.LONGEST_ACTION.toSeconds());
        return ", p95 " + Durations.text(Duration.ofNanos(Math.round(p95 * NANOS_PER_SECOND)));
    }
}
