/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test;

import java.util.List;
import java.util.function.Function;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about all captured flows. Each waits as {@link CapturedFlows} says, and shows the flows when it fails.
 * {@code assertThat(flows)} of AssertJ makes one.
 */
public final class FlowsAssert extends AbstractAssert<FlowsAssert, CapturedFlows> {

    FlowsAssert(CapturedFlows flows) {
        super(flows, FlowsAssert.class);
    }

    /** There are so many flows. */
    public FlowsAssert hasSize(int expected) {
        List<Flow> flows = actual.found(flow -> true, found -> found.size() == expected);
        if (flows.size() != expected) {
            throw failure(
                    "%s",
                    "Expecting " + expected + (expected == 1 ? " flow" : " flows") + ", but there "
                            + (flows.size() == 1 ? "is 1" : "are " + flows.size()) + ".\n" + CapturedFlows.texts(flows)
                            + actual.hint());
        }
        return this;
    }

    /** Nothing was recorded. */
    public FlowsAssert isEmpty() {
        return hasSize(0);
    }

    /** None of these texts left an application, neither as a name nor as a value, as it is or percent-encoded. */
    public FlowsAssert holdsNoneOf(String... secrets) {
        List<String> all = List.of(secrets);
        return holdsNothing(flow -> Secrets.places(flow.arrivals(), all), "none of the given secrets");
    }

    /** See {@link FlowAssert#holdsNoSecrets()}. */
    public FlowsAssert holdsNoSecrets() {
        return holdsNothing(flow -> Secrets.leaks(flow.arrivals()), FlowAssert.NO_SECRETS);
    }

    private FlowsAssert holdsNothing(Function<Flow, List<String>> search, String what) {
        List<Flow> flows = actual.found(flow -> true, found -> found.stream()
                .allMatch(flow -> search.apply(flow).isEmpty()));
        for (Flow flow : flows) {
            List<String> found = search.apply(flow);
            if (!found.isEmpty()) {
                throw failure(
                        "%s",
                        Problems.list("Expecting the flows to hold " + what + ", but there is", found) + "\n\n"
                                + FlowText.of(flow));
            }
        }
        return this;
    }
}
