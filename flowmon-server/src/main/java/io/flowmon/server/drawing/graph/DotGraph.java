/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.graph;

import io.flowmon.server.drawing.text.DotText;
import java.util.List;

/** As a DOT graph. */
final class DotGraph implements GraphWriter {

    @Override
    public String write(Graph graph) {
        StringBuilder text = new StringBuilder("digraph flows {\n    rankdir=LR;\n    node [shape=box];\n");
        for (Graph.Node node : graph.nodes()) {
            String name = DotText.label(List.of(node.name()));
            text.append("    %s [label=%s%s];\n".formatted(node.id(), name, shape(node.kind())));
        }
        for (Graph.Edge edge : graph.edges()) {
            text.append("    %s -> %s [label=%s%s];\n"
                    .formatted(edge.from(), edge.to(), DotText.label(edge.label()), style(edge.mark())));
        }
        int number = 0;
        for (List<String> note : graph.notes()) {
            number++;
            text.append("    note%d [label=%s, shape=note];\n".formatted(number, DotText.label(note)));
        }
        return text.append("}\n").toString();
    }

    private static String shape(Place.Kind kind) {
        return switch (kind) {
            case MODULE -> "";
            case DESTINATION -> ", shape=cds";
            case EXTERNAL -> ", style=dashed";
        };
    }

    private static String style(Mark mark) {
        return switch (mark) {
            case NONE -> "";
            case FAILED -> color(mark);
            case CHANGED, ADDITIONAL -> color(mark) + ", style=bold";
            case MISSING -> color(mark) + ", style=dashed";
        };
    }

    private static String color(Mark mark) {
        return ", color=\"%1$s\", fontcolor=\"%1$s\"".formatted(Colors.of(mark));
    }
}
