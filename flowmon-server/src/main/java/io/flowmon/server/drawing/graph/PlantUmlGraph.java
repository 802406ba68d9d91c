/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.graph;

import io.flowmon.server.drawing.text.PlantUmlText;
import java.util.List;

/** As a PlantUML deployment diagram. */
final class PlantUmlGraph implements GraphWriter {

    @Override
    public String write(Graph graph) {
        StringBuilder text = new StringBuilder("@startuml\nleft to right direction\n");
        for (Graph.Node node : graph.nodes()) {
            String name = PlantUmlText.label(List.of(node.name()));
            text.append("%s \"%s\" as %s\n".formatted(keyword(node.kind()), name, node.id()));
        }
        for (Graph.Edge edge : graph.edges()) {
            text.append("%s %s %s : %s\n"
                    .formatted(edge.from(), arrow(edge.mark()), edge.to(), PlantUmlText.label(edge.label())));
        }
        int number = 0;
        for (List<String> note : graph.notes()) {
            number++;
            text.append("note \"%s\" as note%d\n".formatted(PlantUmlText.label(note), number));
        }
        return text.append("@enduml\n").toString();
    }

    private static String keyword(Place.Kind kind) {
        return switch (kind) {
            case MODULE -> "rectangle";
            case DESTINATION -> "queue";
            case EXTERNAL -> "cloud";
        };
    }

    private static String arrow(Mark mark) {
        return switch (mark) {
            case NONE -> "-->";
            case FAILED -> "-[%s]->".formatted(Colors.of(mark));
            case CHANGED, ADDITIONAL -> "-[%s,bold]->".formatted(Colors.of(mark));
            case MISSING -> "-[%s,dashed]->".formatted(Colors.of(mark));
        };
    }
}
