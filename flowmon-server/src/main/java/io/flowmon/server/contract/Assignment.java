/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which message stands for which step, among those that one message caused. A message is taken for the first step that it
 * matches and that has room for it, exact names before patterns and those before none, of modules before endpoints; where
 * order matters, for one from the step reached on if it can be. Those who receive the same message have no order.
 */
final class Assignment {

    /** What a message began after, though its step stands before. */
    record Misplaced(ExpectedStep step, ExpectedStep after) {}

    private static final int NONE = -1;

    private final ExpectedStep above;
    private final List<List<SentMessage>> taken = new ArrayList<>();
    private final int[] unreceived;
    private final int[] lost;
    private final List<SentMessage> others = new ArrayList<>();
    private final Map<ExpectedStep, Misplaced> misplaced = new LinkedHashMap<>();

    private Assignment(ExpectedStep above) {
        this.above = above;
        this.unreceived = new int[above.steps().size()];
        this.lost = new int[above.steps().size()];
        above.steps().forEach(step -> taken.add(new ArrayList<>()));
    }

    static Assignment of(ExpectedStep above, List<SentMessage> messages) {
        Assignment assignment = new Assignment(above);
        int reached = 0;
        int before = 0;
        SentMessage last = null;
        for (SentMessage message : messages) {
            before = last != null && message.isSameAs(last) ? before : reached;
            reached = Math.max(reached, assignment.take(message, before));
            last = message;
        }
        return assignment;
    }

    /** The messages taken for the step of that index. */
    List<SentMessage> taken(int step) {
        return taken.get(step);
    }

    /** How many such messages were sent and not received. */
    int unreceived(int step) {
        return unreceived[step];
    }

    /** How many of these were sent by somebody who reports no failure, so that somebody should have received them. */
    int lost(int step) {
        return lost[step];
    }

    /** Messages that match no step. */
    List<SentMessage> others() {
        return others;
    }

    /** Where order matters, those steps that it is not kept for. */
    Collection<Misplaced> misplaced() {
        return misplaced.values();
    }

    private int take(SentMessage message, int reached) {
        int step = choose(message, above.inOrder() ? reached : 0);
        if (step == NONE) {
            notHandled(message);
            return reached;
        }
        taken.get(step).add(message);
        if (step < reached && above.inOrder()) {
            ExpectedStep early = above.steps().get(step);
            misplaced.putIfAbsent(early, new Misplaced(early, above.steps().get(reached)));
        }
        return Math.max(step, reached);
    }

    private int choose(SentMessage message, int from) {
        int size = taken.size();
        int found = withRoom(message, from, size);
        found = found == NONE ? withRoom(message, 0, from) : found;
        for (int step = 0; step < size && found == NONE; step++) {
            found = above.steps().get(step).matches(message) ? step : NONE;
        }
        return found;
    }

    /** The first of those that say most exactly what they stand for. */
    private int withRoom(SentMessage message, int from, int to) {
        int found = NONE;
        for (int index = from; index < to; index++) {
            ExpectedStep step = above.steps().get(index);
            if (taken.get(index).size() < step.count().most()
                    && step.matches(message)
                    && (found == NONE
                            || step.exactness() > above.steps().get(found).exactness())) {
                found = index;
            }
        }
        return found;
    }

    private void notHandled(SentMessage message) {
        for (int step = 0; step < unreceived.length && message.handler() == null; step++) {
            if (above.steps().get(step).endpoint().matches(message.endpoint())) {
                unreceived[step]++;
                lost[step] += message.isSent() ? 1 : 0;
                return;
            }
        }
        others.add(message);
    }
}
