/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing;

import io.flowmon.server.flow.Flow;
import io.flowmon.server.flow.Message;
import io.flowmon.server.flow.Moment;
import io.flowmon.server.flow.Outcomes;
import io.flowmon.server.flow.Step;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * A flow as a Mermaid sequence diagram: modules and destinations stand side by side, calls and their answers, messages
 * and their receipts run between them in the flow's order. A cross at an arrow's end marks a failure.
 */
public final class MermaidSequence {

    private static final int MAX_ARROWS = 300;

    private final Folding folding;
    private final Participants participants = new Participants();
    private final StringBuilder arrows = new StringBuilder();
    private final Set<Step> begun = Collections.newSetFromMap(new IdentityHashMap<>());
    private int drawn;
    private int omitted;

    private MermaidSequence(Flow flow) {
        this.folding = new Folding(flow);
    }

    /** Draws the flow. The same flow gives the same text. */
    public static String draw(Flow flow) {
        MermaidSequence sequence = new MermaidSequence(flow);
        flow.moments().forEach(sequence::draw);
        return sequence.text(flow);
    }

    private String text(Flow flow) {
        if (omitted > 0) {
            arrows.append("    Note over p1: … %d more steps are not drawn\n".formatted(omitted));
        }
        if (flow.isCut() && drawn > 0) {
            arrows.append("    Note over p1: the first %d of %d events\n"
                    .formatted(flow.moments().size(), flow.storedEvents()));
        }
        return "sequenceDiagram\n" + participants.declarations() + arrows;
    }

    private void draw(Moment moment) {
        Step step = moment.step();
        Message message = moment.message();
        boolean begins = begun.add(step);
        if (message == null || !(step.isSender() || step.isReceiver())) {
            if (begins && (message == null || isDrawn(message))) {
                note(step);
            }
        } else if (isDrawn(message)) {
            boolean ends = moment.event().equals(step.closing());
            if (message.kind() == Message.Kind.CALL) {
                call(message, step, begins, ends);
            } else if (begins) {
                handOver(message, step);
            }
        }
    }

    private boolean isDrawn(Message message) {
        Fold fold = folding.foldOf(message);
        return !folding.isHidden(message) && (fold == null || fold.isToldAt(message));
    }

    private void note(Step step) {
        add("Note over " + participants.module(step.moduleType()), Labels.own(step));
    }

    /** Both sides report a call; it is drawn once, by its sender where there is one. */
    private void call(Message message, Step step, boolean begins, boolean ends) {
        boolean sender = step.isSender();
        if (!sender
                && !message.sent().isEmpty()
                && step.equals(message.received().get(0))) {
            return;
        }
        String from = from(message);
        String to = sender ? to(message, step) : participants.module(step.moduleType());
        Fold fold = folding.foldOf(message);
        if (begins) {
            String endpoint = MermaidText.of(message.endpoint());
            add(from + "->>" + to, fold == null ? endpoint : "… %d more, %s".formatted(fold.size(), endpoint));
        }
        if (ends) {
            String arrow = Outcomes.failed(step.outcome()) ? "--x" : "-->>";
            String label = fold == null
                    ? Labels.answer(step)
                    : Labels.foldedAnswer(fold, sender ? fold.sent() : fold.received());
            add(to + arrow + from, label);
        }
    }

    private void handOver(Message message, Step step) {
        Fold fold = folding.foldOf(message);
        String arrow = Outcomes.failed(step.outcome()) ? "-x" : "-)";
        if (step.isSender()) {
            String from = participants.module(step.moduleType());
            String label = fold == null ? Labels.send(message, step) : Labels.foldedSend(fold);
            add(from + arrow + participants.destination(message.endpoint()), label);
        } else {
            String from = participants.destination(message.endpoint());
            String label = fold == null ? Labels.receipt(step) : Labels.foldedReceipt(fold);
            add(from + arrow + participants.module(step.moduleType()), label);
        }
    }

    private String from(Message message) {
        List<Step> sent = message.sent();
        return sent.isEmpty()
                ? participants.caller()
                : participants.module(sent.get(0).moduleType());
    }

    private String to(Message message, Step sender) {
        if (!message.received().isEmpty()) {
            return participants.module(message.received().get(0).moduleType());
        }
        String peer = sender.main().peer();
        return participants.destination(peer == null ? "unknown" : peer);
    }

    private void add(String line, String label) {
        if (drawn == MAX_ARROWS) {
            omitted++;
            return;
        }
        drawn++;
        arrows.append("    ").append(line).append(": ").append(label).append('\n');
    }
}
