/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing;

import io.flowmon.server.drawing.Sequence.Arrow;
import io.flowmon.server.drawing.Sequence.Element;
import io.flowmon.server.drawing.Sequence.Note;
import io.flowmon.server.drawing.Sequence.Participant;
import io.flowmon.server.drawing.text.PlantUmlText;
import java.util.List;

/** As a PlantUML sequence diagram. A red arrow with a cross at its end marks a failure. */
final class PlantUmlSequence implements SequenceWriter {

    private static final String RED = "[#d32f2f]";

    @Override
    public String write(Sequence sequence) {
        StringBuilder text = new StringBuilder("@startuml\n");
        for (Participant participant : sequence.participants()) {
            String name = PlantUmlText.label(List.of(participant.name()));
            text.append("%s \"%s\" as %s\n".formatted(keyword(participant.kind()), name, participant.id()));
        }
        for (Element element : sequence.elements()) {
            text.append("%s: %s\n".formatted(line(element), PlantUmlText.label(element.label())));
        }
        return text.append("@enduml\n").toString();
    }

    private static String keyword(Participant.Kind kind) {
        return switch (kind) {
            case CALLER -> "actor";
            case MODULE, EXTERNAL -> "participant";
            case DESTINATION -> "queue";
        };
    }

    private static String line(Element element) {
        if (element instanceof Note note) {
            return "note over " + note.over();
        }
        Arrow arrow = (Arrow) element;
        return "%s %s %s".formatted(arrow.from(), sign(arrow), arrow.to());
    }

    private static String sign(Arrow arrow) {
        return switch (arrow.way()) {
            case CALL -> "->";
            case ANSWER -> arrow.failed() ? "-" + RED + "->x" : "-->";
            case MESSAGE -> arrow.failed() ? "-" + RED + ">x" : "->>";
        };
    }
}
