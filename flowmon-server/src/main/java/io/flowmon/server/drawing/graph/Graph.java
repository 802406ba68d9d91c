/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.graph;

import io.flowmon.server.drawing.text.DrawingFormat;
import java.util.List;

/**
 * Places and what goes between them, as it is drawn, whatever the format. All texts are free text, shortened and not
 * quoted.
 *
 * @param notes what stands beside it, each of one line or more
 */
public record Graph(List<Node> nodes, List<Edge> edges, List<List<String>> notes) {

    public Graph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        notes = List.copyOf(notes);
    }

    /**
     * A place.
     *
     * @param id safe in every format: a name may be a keyword
     */
    record Node(String id, String name, Place.Kind kind) {}

    /**
     * Something that goes between two places.
     *
     * @param label one text or more, one below the other
     */
    record Edge(String from, String to, List<String> label, Mark mark) {}

    /** The graph as text. The same graph gives the same text. */
    public String text(DrawingFormat format) {
        return writer(format).write(this);
    }

    private static GraphWriter writer(DrawingFormat format) {
        return switch (format) {
            case MERMAID -> new MermaidGraph();
            case PLANTUML -> new PlantUmlGraph();
            case DOT -> new DotGraph();
        };
    }
}
