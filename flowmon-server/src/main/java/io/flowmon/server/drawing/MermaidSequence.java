/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing;

import io.flowmon.server.drawing.Sequence.Arrow;
import io.flowmon.server.drawing.Sequence.Element;
import io.flowmon.server.drawing.Sequence.Note;
import io.flowmon.server.drawing.Sequence.Participant;
import io.flowmon.server.drawing.text.MermaidText;

/** As a Mermaid sequence diagram. A cross at an arrow's end marks a failure. */
final class MermaidSequence implements SequenceWriter {

    @Override
    public String write(Sequence sequence) {
        StringBuilder text = new StringBuilder("sequenceDiagram\n");
        for (Participant participant : sequence.participants()) {
            text.append("    %s %s as %s\n"
                    .formatted(keyword(participant), participant.id(), MermaidText.quote(participant.name())));
        }
        for (Element element : sequence.elements()) {
            text.append("    %s: %s\n".formatted(line(element), MermaidText.label(element.label())));
        }
        return text.toString();
    }

    private static String keyword(Participant participant) {
        return participant.kind() == Participant.Kind.CALLER ? "actor" : "participant";
    }

    private static String line(Element element) {
        if (element instanceof Note note) {
            return "Note over " + note.over();
        }
        Arrow arrow = (Arrow) element;
        return arrow.from() + sign(arrow) + arrow.to();
    }

    private static String sign(Arrow arrow) {
        return switch (arrow.way()) {
            case CALL -> "->>";
            case ANSWER -> arrow.failed() ? "--x" : "-->>";
            case MESSAGE -> arrow.failed() ? "-x" : "-)";
        };
    }
}
