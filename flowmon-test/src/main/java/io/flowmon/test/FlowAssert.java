/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test;

import io.flowmon.core.event.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about one flow. Each waits as {@link CapturedFlows} says, and shows the flow when it fails. What a flow does
 * some time after it has come to rest is waited for only by those that name it, such as {@link #hasHops}: put them first.
 * {@code assertThat(flow)} of AssertJ makes one.
 */
public final class FlowAssert extends AbstractAssert<FlowAssert, CapturedFlow> {

    static final String NO_SECRETS = "nothing that the masking rules would mask";

    FlowAssert(CapturedFlow flow) {
        super(flow, FlowAssert.class);
    }

    /**
     * Its messages are these, in this order: a message before those that were sent while it was handled, siblings by time.
     *
     * @param endpoints such as {@code POST /orders}, {@code GET /stock/{id}}, {@code LIST app_queue}; a call or a message
     *     counts once, whoever reported it
     */
    public FlowAssert hasHops(String... endpoints) {
        return verify(flow -> Problems.hops(flow, List.of(endpoints)));
    }

    /** Its messages are these, as often as they are named, in any order. */
    public FlowAssert hasHopsInAnyOrder(String... endpoints) {
        return verify(flow -> Problems.hopsInAnyOrder(flow, List.of(endpoints)));
    }

    /** Among its messages are these, as often as they are named, in any order. */
    public FlowAssert containsHops(String... endpoints) {
        return verify(flow -> Problems.hopsAmongOthers(flow, List.of(endpoints)));
    }

    /** Among its messages are these, in this order; others may stand in between. */
    public FlowAssert containsHopsInOrder(String... endpoints) {
        return verify(flow -> Problems.hopsInOrderAmongOthers(flow, List.of(endpoints)));
    }

    /** The worst outcome of its actions is this one. */
    public FlowAssert hasOutcome(Outcome expected) {
        return verify(flow -> {
            String worst = Outcomes.worst(flow.steps());
            return expected.wireName().equals(worst)
                    ? null
                    : "Expecting the outcome " + expected.wireName() + ", but it is "
                            + (worst == null ? "not known yet" : worst);
        });
    }

    /** Every action that has ended was successful. */
    public FlowAssert hasNoFailures() {
        return verify(flow -> {
            List<String> failures = flow.steps().stream()
                    .filter(Step::failed)
                    .map(step -> step.endpoint() + " in " + step.module() + ": " + step.outcome()
                            + (step.detail().isEmpty() ? "" : ", " + step.detail()))
                    .toList();
            return failures.isEmpty() ? null : Problems.list("Expecting no failures, but there is", failures);
        });
    }

    /** From the begin of its first action to the end of the last, by the applications' clocks, it took less than this. */
    public FlowAssert isFasterThan(Duration limit) {
        return verify(flow -> flow.duration().compareTo(limit) < 0
                ? null
                : "Expecting the flow to take less than " + FlowText.time(limit) + ", but it took "
                        + FlowText.time(flow.duration()));
    }

    /** An event of it carries this business key. Values are as masked. */
    public FlowAssert hasBusinessKey(String name, String value) {
        return verify(flow -> {
            List<String> keys = flow.arrivals().stream()
                    .flatMap(arrival -> arrival.event().path("business_keys").properties().stream())
                    .map(key -> key.getKey() + "=" + key.getValue().asString(""))
                    .distinct()
                    .toList();
            String wanted = name + "=" + value;
            return keys.contains(wanted)
                    ? null
                    : "Expecting the business key " + wanted + ", but there is "
                            + (keys.isEmpty() ? "none" : "only " + String.join(", ", keys));
        });
    }

    /** Whatever was put into a list, a channel or a stream has been reported by a receiver. Calls are not looked at. */
    public FlowAssert everyMessageIsReceived() {
        return verify(flow -> {
            List<String> lost = flow.hops().stream()
                    .filter(Hop::unreceived)
                    .map(hop ->
                            hop.endpoint() + ", sent by " + hop.sent().get(0).module())
                    .toList();
            return lost.isEmpty() ? null : Problems.list("Expecting every message to be received, but not", lost);
        });
    }

    /** None of these texts left an application, neither as a name nor as a value, as it is or percent-encoded. */
    public FlowAssert holdsNoneOf(String... secrets) {
        List<String> all = List.of(secrets);
        return holdsNothing(flow -> Secrets.places(flow.arrivals(), all), "none of the given secrets");
    }

    /**
     * The masking rules of the application that sent it find nothing in it that they would mask: neither where flowmon
     * masks, nor in correlation ids and names, nor in what another encoder made.
     */
    public FlowAssert holdsNoSecrets() {
        return holdsNothing(flow -> Secrets.leaks(flow.arrivals()), NO_SECRETS);
    }

    /**
     * The actions of one name: those about a message, or a step of the application's own.
     *
     * @param endpoint such as {@code POST /orders}, {@code LIST app_queue} or {@code STEP price order}
     * @throws AssertionError if there is none
     */
    public StepAssert step(String endpoint) {
        StepAssert step = new StepAssert(this, endpoint);
        step.isThere();
        return step;
    }

    FlowAssert verify(Function<Flow, @Nullable String> problem) {
        isNotNull();
        Flow flow = actual.await(seen -> problem.apply(seen) == null);
        String found = problem.apply(flow);
        if (found != null) {
            throw failure("%s", found + "\n\n" + FlowText.of(flow));
        }
        return this;
    }

    private FlowAssert holdsNothing(Function<Flow, List<String>> search, String what) {
        return verify(flow -> {
            List<String> found = search.apply(flow);
            return found.isEmpty()
                    ? null
                    : Problems.list("Expecting the flow to hold " + what + ", but there is", found);
        });
    }
}
