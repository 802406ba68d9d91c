/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing;

import io.flowmon.server.drawing.Sequence.Arrow;
import io.flowmon.server.drawing.Sequence.Arrow.Way;
import io.flowmon.server.drawing.Sequence.Element;
import io.flowmon.server.drawing.Sequence.Note;
import io.flowmon.server.drawing.text.Names;
import io.flowmon.server.flow.Flow;
import io.flowmon.server.flow.Message;
import io.flowmon.server.flow.Moment;
import io.flowmon.server.flow.Outcomes;
import io.flowmon.server.flow.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Says what of a flow is drawn: modules and destinations stand side by side, calls and their answers, messages and their
 * receipts run between them in the flow's order. At most {@value #MAX_ARROWS} lines are drawn, the others counted.
 */
final class SequenceBuilder {

    private static final int MAX_ARROWS = 300;
    private static final String FIRST = "p1";

    private final Folding folding;
    private final Participants participants = new Participants();
    private final List<Element> elements = new ArrayList<>();
    private final Set<Step> begun = Collections.newSetFromMap(new IdentityHashMap<>());
    private int omitted;

    private SequenceBuilder(Flow flow) {
        this.folding = new Folding(flow);
    }

    /** The same flow gives the same drawing. */
    static Sequence of(Flow flow) {
        SequenceBuilder builder = new SequenceBuilder(flow);
        flow.moments().forEach(builder::draw);
        builder.remarks(flow);
        return new Sequence(builder.participants.all(), builder.elements);
    }

    private void remarks(Flow flow) {
        boolean empty = elements.isEmpty();
        if (omitted > 0) {
            elements.add(new Note(FIRST, List.of("… %d more steps are not drawn".formatted(omitted))));
        }
        if (flow.isCut() && !empty) {
            elements.add(new Note(
                    FIRST,
                    List.of("the first %d of %d events".formatted(flow.moments().size(), flow.storedEvents()))));
        }
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
        add(new Note(participants.module(step.moduleType()), List.of(Labels.own(step))));
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
            String endpoint = Names.shortened(message.endpoint());
            String label = fold == null ? endpoint : "… %d more, %s".formatted(fold.size(), endpoint);
            add(new Arrow(from, to, Way.CALL, false, List.of(label)));
        }
        if (ends) {
            String label = fold == null
                    ? Labels.answer(step)
                    : Labels.foldedAnswer(fold, sender ? fold.sent() : fold.received());
            add(new Arrow(to, from, Way.ANSWER, Outcomes.failed(step.outcome()), List.of(label)));
        }
    }

    private void handOver(Message message, Step step) {
        Fold fold = folding.foldOf(message);
        boolean failed = Outcomes.failed(step.outcome());
        if (step.isSender()) {
            String from = participants.module(step.moduleType());
            String label = fold == null ? Labels.send(message, step) : Labels.foldedSend(fold);
            add(new Arrow(from, participants.destination(message.endpoint()), Way.MESSAGE, failed, List.of(label)));
        } else {
            String from = participants.destination(message.endpoint());
            List<String> label = fold == null ? List.of(Labels.receipt(step)) : Labels.foldedReceipt(fold);
            add(new Arrow(from, participants.module(step.moduleType()), Way.MESSAGE, failed, label));
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
        return participants.external(peer == null ? "unknown" : peer);
    }

    private void add(Element element) {
        if (elements.size() == MAX_ARROWS) {
            omitted++;
        } else {
            elements.add(element);
        }
    }
}
