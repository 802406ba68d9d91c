/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test;

import java.util.List;
import java.util.function.Predicate;
import org.assertj.core.api.AssertProvider;
import tools.jackson.databind.JsonNode;

/** One flow of the applications under test. Always looks at what is known now. Any thread. */
public final class CapturedFlow implements AssertProvider<FlowAssert> {

    private final CapturedFlows flows;
    private final String correlationId;

    CapturedFlow(CapturedFlows flows, String correlationId) {
        this.flows = flows;
        this.correlationId = correlationId;
    }

    /** The id that all of its events carry. */
    public String correlationId() {
        return correlationId;
    }

    /** Its events by time, once it is at rest: JSON objects as they would have gone over the wire. */
    public List<JsonNode> events() {
        return await(flow -> true).arrivals().stream()
                .map(arrival -> arrival.event().deepCopy())
                .toList();
    }

    /** The flow as a tree of its messages, with times and outcomes, once it is at rest. */
    @Override
    public String toString() {
        return FlowText.of(await(flow -> true));
    }

    /** For AssertJ's {@code assertThat}. */
    @Override
    public FlowAssert assertThat() {
        return new FlowAssert(this);
    }

    /** The flow once it is at rest and as expected, or the time is over. */
    Flow await(Predicate<Flow> expected) {
        List<Flow> found = flows.found(flow -> flow.correlationId().equals(correlationId), those -> those.stream()
                .anyMatch(expected));
        if (found.isEmpty()) {
            throw new AssertionError("The flow " + correlationId + " is no longer there: the flows have been cleared.");
        }
        return found.get(0);
    }
}
