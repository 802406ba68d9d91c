/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import io.flowmon.rules.definition.Severity;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What flows of one kind must look like.
 *
 * @param id the name of its file without the ending
 * @param root the flow's first message, which makes it one of this kind
 * @param within from the begin of the first message to the flow's last event
 * @param settle how long nothing of a flow must have arrived before it is judged
 * @param resolveAfter how long no flow must have deviated before an alert is over
 */
record Contract(
        String id,
        String name,
        String description,
        String whatToDo,
        Severity severity,
        ExpectedStep root,
        @Nullable Duration within,
        Duration settle,
        Duration resolveAfter) {

    /** Begins the ids by which alerts name contracts, so that no rule has the same. */
    static final String ORIGIN = "contract:";

    /** The id by which its alerts name it. */
    String rule() {
        return ORIGIN + id;
    }

    /** Whether such a flow is of this kind: its first message is handled or sent by whom the contract says. */
    boolean concerns(FlowTree flow) {
        SentMessage first = flow.root();
        if (first == null || !root.endpoint().matches(first.endpoint())) {
            return false;
        }
        Glob module = root.module();
        return module == null || first.modules().anyMatch(module::matches);
    }

    /** Until then what is missing of the flow may still come; null if nobody waits for that. */
    @Nullable
    Instant deadline(FlowTree flow) {
        return within == null ? null : flow.began().plus(within).plus(settle);
    }
}
