/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.comparison;

import io.flowmon.server.drawing.graph.Graph;
import io.flowmon.server.drawing.graph.GraphBuilder;
import io.flowmon.server.drawing.graph.Mark;
import io.flowmon.server.drawing.text.Names;
import io.flowmon.server.flow.Flow;
import io.flowmon.server.flow.Outcomes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Flows laid over each other: one edge for what goes from one place to another under one endpoint, with how many flows
 * have it and in how many it failed. What modules did by themselves is not drawn. Confined to one thread; of the flows
 * nothing but counts is kept.
 */
final class FlowsGraph {

    private final Map<Hop, Count> counts = new LinkedHashMap<>();
    private int flows;
    private int failed;
    private int cut;

    void add(Flow flow) {
        flows++;
        failed += Outcomes.failed(flow.outcome()) ? 1 : 0;
        cut += flow.isCut() ? 1 : 0;
        Map<Hop, Boolean> failures = new LinkedHashMap<>();
        Map<Hop, Integer> times = new HashMap<>();
        for (FlowHop one : FlowHops.of(flow)) {
            if (one.hop().kind() != Hop.Kind.OWN) {
                failures.merge(one.hop(), one.failed(), Boolean::logicalOr);
                times.merge(one.hop(), 1, Integer::sum);
            }
        }
        failures.forEach((hop, failure) ->
                counts.computeIfAbsent(hop, key -> new Count()).add(times.getOrDefault(hop, 0), failure));
    }

    /** The drawing; {@code leftOut} says in words which flows match and are not drawn, empty if all are. */
    Graph graph(String leftOut) {
        GraphBuilder graph = new GraphBuilder();
        graph.note(flows == 0 ? "no flow matches" : "%d %s, %d failed".formatted(flows, plural("flow", flows), failed));
        List<Map.Entry<Hop, Count>> edges = new ArrayList<>(counts.entrySet());
        edges.sort(Comparator.comparing(edge -> -edge.getValue().flows));
        for (Map.Entry<Hop, Count> edge : edges) {
            Hop hop = edge.getKey();
            Count count = edge.getValue();
            graph.edge(
                    hop.from(),
                    hop.to(),
                    List.of(Names.shortened(hop.name()), figures(count)),
                    count.failed > 0 ? Mark.FAILED : Mark.NONE);
        }
        if (cut > 0) {
            graph.note("of %d %s the first part alone".formatted(cut, plural("flow", cut)));
        }
        if (!leftOut.isEmpty()) {
            graph.note(leftOut);
        }
        return graph.build();
    }

    private String figures(Count count) {
        String repeated = count.times == count.flows ? "" : ", %d times".formatted(count.times);
        String failures = count.failed == 0 ? "" : ", failed in %d".formatted(count.failed);
        return "in %d of %d%s%s".formatted(count.flows, flows, repeated, failures);
    }

    private static String plural(String word, int number) {
        return number == 1 ? word : word + "s";
    }

    private static final class Count {
        private int flows;
        private int failed;
        private long times;

        void add(int often, boolean failure) {
            flows++;
            times += often;
            failed += failure ? 1 : 0;
        }
    }
}
