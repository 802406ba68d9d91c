/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.graph;

import io.flowmon.server.drawing.text.MermaidText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** As a Mermaid flowchart. */
final class MermaidGraph implements GraphWriter {

    @Override
    public String write(Graph graph) {
        StringBuilder text = new StringBuilder("flowchart LR\n");
        for (Graph.Node node : graph.nodes()) {
            text.append("    ").append(node.id()).append(node(node)).append('\n');
        }
        for (Graph.Edge edge : graph.edges()) {
            text.append("    %s %s|\"%s\"| %s\n"
                    .formatted(edge.from(), arrow(edge.mark()), MermaidText.label(edge.label()), edge.to()));
        }
        int number = 0;
        for (List<String> note : graph.notes()) {
            number++;
            text.append("    note%d>\"%s\"]\n".formatted(number, MermaidText.label(note)));
        }
        for (Mark mark : Mark.values()) {
            text.append(style(graph, mark));
        }
        return text.toString();
    }

    private static String node(Graph.Node node) {
        String name = MermaidText.label(List.of(node.name()));
        return switch (node.kind()) {
            case MODULE -> "[\"" + name + "\"]";
            case DESTINATION -> "[(\"" + name + "\")]";
            case EXTERNAL -> "([\"" + name + "\"])";
        };
    }

    private static String arrow(Mark mark) {
        return switch (mark) {
            case NONE, FAILED -> "-->";
            case CHANGED, ADDITIONAL -> "==>";
            case MISSING -> "-.->";
        };
    }

    private static String style(Graph graph, Mark mark) {
        String marked = IntStream.range(0, graph.edges().size())
                .filter(at -> mark != Mark.NONE && graph.edges().get(at).mark() == mark)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(","));
        String color = Colors.of(mark);
        return marked.isEmpty() ? "" : "    linkStyle %s stroke:%s,color:%s\n".formatted(marked, color, color);
    }
}
