/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.comparison;

import io.flowmon.server.flow.Outcomes;
import org.jspecify.annotations.Nullable;

/**
 * A hop at its place in one flow.
 *
 * @param parent index of the hop that caused it; -1 if none is known
 * @param outcome the worse one of what both sides report; null if neither has ended
 * @param open whether a side began and has not ended
 * @param elapsed seconds, of the side that took longer; null if neither has ended
 */
record FlowHop(
        Hop hop,
        int parent,
        @Nullable String outcome,
        boolean open,
        @Nullable Double elapsed) {

    boolean failed() {
        return Outcomes.failed(outcome);
    }
}
