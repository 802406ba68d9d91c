/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.graph;

import io.flowmon.server.drawing.text.Names;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Gathers what a graph consists of. At most {@value #MAX_EDGES} edges are drawn, those that stand out first, and of the
 * others the first; how many are left out stands in a note. Confined to one thread.
 */
public final class GraphBuilder {

    private static final int MAX_EDGES = 300;

    private final List<Draft> drafts = new ArrayList<>();
    private final List<List<String>> notes = new ArrayList<>();
    private final Map<Place, String> ids = new HashMap<>();
    private final List<Graph.Node> nodes = new ArrayList<>();
    private long omitted;

    /** Something that goes between two places. */
    public void edge(Place from, Place to, List<String> label, Mark mark) {
        drafts.add(new Draft(from, to, label, mark));
    }

    /** What stands beside the graph. */
    public void note(String... lines) {
        notes.add(List.of(lines));
    }

    /** Edges that are not among those given here, and are left out as well. */
    public void omit(long edges) {
        omitted += edges;
    }

    /** The graph of what was gathered. */
    public Graph build() {
        List<Graph.Edge> edges = new ArrayList<>();
        for (Draft draft : drawn()) {
            String from = id(draft.from);
            edges.add(new Graph.Edge(from, id(draft.to), draft.label, draft.mark));
        }
        long leftOut = omitted + drafts.size() - edges.size();
        if (leftOut > 0) {
            note("… %d more edges are not drawn".formatted(leftOut));
        }
        return new Graph(nodes, edges, notes);
    }

    private List<Draft> drawn() {
        if (drafts.size() <= MAX_EDGES) {
            return drafts;
        }
        return IntStream.range(0, drafts.size())
                .boxed()
                .sorted(Comparator.comparing(at -> drafts.get(at).mark == Mark.NONE))
                .limit(MAX_EDGES)
                .sorted()
                .map(drafts::get)
                .toList();
    }

    private String id(Place place) {
        return ids.computeIfAbsent(place, unused -> {
            String id = "n" + (ids.size() + 1);
            nodes.add(new Graph.Node(id, Names.shortened(place.name()), place.kind()));
            return id;
        });
    }

    private record Draft(Place from, Place to, List<String> label, Mark mark) {}
}
