/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing;

import io.flowmon.server.drawing.Sequence.Arrow;
import io.flowmon.server.drawing.Sequence.Element;
import io.flowmon.server.drawing.Sequence.Note;
import io.flowmon.server.drawing.Sequence.Participant;
import io.flowmon.server.drawing.text.DotText;
import java.util.ArrayList;
import java.util.List;

/**
 * As a DOT graph: a node for each participant, and edges with numbers in place of a sequence's rows, for DOT knows none.
 * A red edge with a bar at its end marks a failure.
 */
final class DotSequence implements SequenceWriter {

    private static final String FAILED = ", color=\"#d32f2f\", fontcolor=\"#d32f2f\", arrowhead=tee";

    @Override
    public String write(Sequence sequence) {
        StringBuilder text = new StringBuilder("digraph flow {\n    rankdir=LR;\n    node [shape=box];\n");
        for (Participant participant : sequence.participants()) {
            String name = DotText.label(List.of(participant.name()));
            text.append("    %s [label=%s%s];\n".formatted(participant.id(), name, shape(participant.kind())));
        }
        int number = 0;
        for (Element element : sequence.elements()) {
            number++;
            text.append(element instanceof Note note ? note(note, number) : arrow((Arrow) element, number));
        }
        return text.append("}\n").toString();
    }

    private static String shape(Participant.Kind kind) {
        return switch (kind) {
            case CALLER -> ", shape=oval";
            case MODULE -> "";
            case DESTINATION -> ", shape=cds";
            case EXTERNAL -> ", style=dashed";
        };
    }

    private static String note(Note note, int number) {
        String id = "note" + number;
        return "    %s [label=%s, shape=note];\n    %s -> %s [style=dotted, arrowhead=none];\n"
                .formatted(id, numbered(note, number), note.over(), id);
    }

    private static String arrow(Arrow arrow, int number) {
        String way =
                switch (arrow.way()) {
                    case CALL -> "";
                    case ANSWER -> ", style=dashed";
                    case MESSAGE -> arrow.failed() ? "" : ", arrowhead=vee";
                };
        return "    %s -> %s [label=%s%s%s];\n"
                .formatted(arrow.from(), arrow.to(), numbered(arrow, number), way, arrow.failed() ? FAILED : "");
    }

    private static String numbered(Element element, int number) {
        List<String> lines = new ArrayList<>(element.label());
        lines.set(0, "(%d) %s".formatted(number, lines.get(0)));
        return DotText.label(lines);
    }
}
