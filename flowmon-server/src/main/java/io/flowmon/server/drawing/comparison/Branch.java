/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.comparison;

import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A step in the making, with those below it in the order in which they were met. */
final class Branch {

    private final @Nullable Branch parent;
    private final Map<Hop, Branch> children = new LinkedHashMap<>();
    private Tally flow = Tally.NOTHING;
    private Tally other = Tally.NOTHING;
    private int number;

    Branch(@Nullable Branch parent) {
        this.parent = parent;
    }

    /** The step below this one that is the same as {@code hop}. */
    Branch child(Hop hop) {
        return children.computeIfAbsent(hop, key -> new Branch(this));
    }

    void countInFlow(FlowHop hop) {
        flow = flow.plus(hop);
    }

    void countInOther(FlowHop hop) {
        other = other.plus(hop);
    }

    /** The steps below, the first one on top. */
    void push(Deque<Map.Entry<Hop, Branch>> pending) {
        List<Map.Entry<Hop, Branch>> below = new ArrayList<>(children.entrySet());
        for (int i = below.size() - 1; i >= 0; i--) {
            pending.push(below.get(i));
        }
    }

    ComparedStep step(Hop hop, int place) {
        number = place;
        return new ComparedStep(number, parent == null ? 0 : parent.number, hop, flow, other);
    }
}
