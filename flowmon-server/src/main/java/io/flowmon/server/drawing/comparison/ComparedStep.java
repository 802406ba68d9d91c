/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A step of two flows that are compared. Steps are the same if they are the same {@link Hop} (what happens, from where, to
 * where, under which endpoint) below the same step, and so on up to the root. How often a step occurs there, and in which
 * order, does not make it another one.
 *
 * @param number its place in the tree of both flows, read from top to bottom, from 1
 * @param parent the number of the step that caused it; 0 if none is known
 * @param flow what the flow has of it
 * @param other what the flow has of it that it is compared with
 */
public record ComparedStep(int number, int parent, Hop hop, Tally flow, Tally other) {

    /** How the flows differ in a step. */
    public enum Verdict {
        /** They do not. */
        COMMON,
        /** Only the other flow has it. */
        MISSING,
        /** Only the flow has it. */
        ADDITIONAL,
        /** Both have it, with another outcome or another number of times. */
        CHANGED
    }

    /** How they do here; however long the step took. */
    public Verdict verdict() {
        if (flow.count() == 0) {
            return Verdict.MISSING;
        }
        if (other.count() == 0) {
            return Verdict.ADDITIONAL;
        }
        return flow.wentAs(other) ? Verdict.COMMON : Verdict.CHANGED;
    }

    /** What is another in the flow, in words; empty unless it is changed. */
    List<String> changes() {
        List<String> changes = new ArrayList<>();
        if (verdict() == Verdict.CHANGED) {
            if (!Objects.equals(flow.outcome(), other.outcome())) {
                changes.add("%s instead of %s".formatted(words(flow.outcome()), words(other.outcome())));
            } else if (flow.failed() != other.failed()) {
                changes.add("%d failed instead of %d".formatted(flow.failed(), other.failed()));
            }
            if (flow.count() != other.count()) {
                changes.add("%s instead of %d".formatted(times(flow.count()), other.count()));
            }
            if (flow.open() != other.open()) {
                changes.add("%d not ended instead of %d".formatted(flow.open(), other.open()));
            }
        }
        return changes;
    }

    static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }

    private static String words(@Nullable String outcome) {
        return outcome == null ? "no outcome" : outcome;
    }
}
