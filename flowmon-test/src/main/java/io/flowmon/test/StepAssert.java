/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test;

import io.flowmon.core.event.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** Assertions about the actions of one name in a flow: all of them, if there are several. {@link FlowAssert#step} makes one. */
public final class StepAssert {

    private final FlowAssert flow;
    private final String endpoint;

    StepAssert(FlowAssert flow, String endpoint) {
        this.flow = flow;
        this.endpoint = endpoint;
    }

    /** Each has taken less than this, by the clock of who reported it; of a received message, the wait in the receiver included. */
    public StepAssert isFasterThan(Duration limit) {
        return each("to take less than " + FlowText.time(limit), step -> {
            Duration elapsed = step.elapsed();
            return elapsed != null && elapsed.compareTo(limit) < 0;
        });
    }

    /** Each has ended like this. */
    public StepAssert hasOutcome(Outcome outcome) {
        return each(
                "to end with " + outcome.wireName(), step -> outcome.wireName().equals(step.outcome()));
    }

    /** One of them was done by this module: a message sent or received, a step done. */
    public StepAssert happensIn(String module) {
        flow.verify(seen -> steps(seen).stream().anyMatch(step -> step.module().equals(module))
                ? null
                : Problems.list(
                        "Expecting " + endpoint + " to happen in " + module + ", but it happened in",
                        steps(seen).stream().map(Step::module).distinct().toList()));
        return this;
    }

    /** Back to the flow. */
    public FlowAssert flow() {
        return flow;
    }

    void isThere() {
        flow.verify(seen -> steps(seen).isEmpty()
                ? "Expecting the flow to have " + endpoint + ", but it has nothing of this name"
                : null);
    }

    private StepAssert each(String what, Predicate<Step> good) {
        flow.verify(seen -> {
            List<String> bad = steps(seen).stream()
                    .filter(step -> !good.test(step))
                    .map(StepAssert::text)
                    .toList();
            return bad.isEmpty() ? null : Problems.list("Expecting " + endpoint + " " + what + ", but not so", bad);
        });
        return this;
    }

    private List<Step> steps(Flow seen) {
        return seen.stepsNamed(endpoint);
    }

    private static String text(Step step) {
        if (step.open()) {
            return step.module() + ": not ended";
        }
        return step.module() + ": " + FlowText.time(step.elapsed()) + ", " + step.outcome();
    }
}
