/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test;

import io.flowmon.core.masking.MaskingRules;
import io.flowmon.core.sender.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.assertj.core.api.AssertProvider;

/**
 * The flows of the applications under test: what they would have sent to a server, encoded and masked as it would have
 * left, kept in memory. In a Spring test {@code @CaptureFlows} provides one; elsewhere give {@link #transport()} to the
 * sender. Several applications may share one.
 *
 * <p>Everything that looks at flows waits for them: until all that was published before is here, no action is left open
 * and no message unreceived, and what was asked for is there; at the latest for the timeout, and then it is judged as it
 * is. A message that nothing receives is waited for until its flow has been silent for half a second. Any thread.
 */
public final class CapturedFlows implements AssertProvider<FlowsAssert> {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Arrivals arrivals;
    private final Duration timeout;

    /** No flows yet; those that come are waited for up to 5 seconds. */
    public CapturedFlows() {
        this(new Arrivals(), TIMEOUT);
    }

    private CapturedFlows(Arrivals arrivals, Duration timeout) {
        this.arrivals = arrivals;
        this.timeout = timeout;
    }

    /** The same flows, waited for up to another time. */
    public CapturedFlows within(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must not be negative, and is " + timeout);
        }
        return new CapturedFlows(arrivals, timeout);
    }

    /** Brings one sender's events here, and acknowledges them. As {@link #transport(MaskingRules)} with the defaults. */
    public Transport transport() {
        return transport(MaskingRules.defaults());
    }

    /**
     * Brings one sender's events here, and acknowledges them. Each sender needs its own.
     *
     * @param rules by which {@link FlowAssert#holdsNoSecrets()} judges them: those that the sender's encoder masks by
     */
    public Transport transport(MaskingRules rules) {
        return new CapturingTransport(arrivals, rules);
    }

    /** Every flow that there is, in the order of their beginnings. */
    public List<CapturedFlow> all() {
        return found(flow -> true, flows -> true).stream().map(this::handle).toList();
    }

    /**
     * The only flow.
     *
     * @throws AssertionError if there is none or more than one
     */
    public CapturedFlow single() {
        return only("one flow", flow -> true);
    }

    /**
     * The flow of a correlation id.
     *
     * @throws AssertionError if there is none
     */
    public CapturedFlow ofCorrelation(String correlationId) {
        Objects.requireNonNull(correlationId, "correlationId");
        return only("one flow with the correlation id " + correlationId, flow -> flow.correlationId()
                .equals(correlationId));
    }

    /**
     * The flow that begins with a call, a message or a task.
     *
     * @param module who reported it: the application's name; of a message that an application sent, the sender
     * @param endpoint what it is, such as {@code POST /orders} or {@code LIST app_queue}
     * @throws AssertionError if there is none or more than one
     */
    public CapturedFlow startingWith(String module, String endpoint) {
        Objects.requireNonNull(module, "module");
        Objects.requireNonNull(endpoint, "endpoint");
        return only(
                "one flow that starts with " + endpoint + " in " + module,
                flow -> flow.entry().begunBy(module) && flow.entry().endpoint().equals(endpoint));
    }

    /**
     * Forgets what there is, and what still comes of it: the events of an action or a message that began before. Waits for
     * what was already published.
     */
    public void clear() {
        arrivals.await(timeout, seen -> seen, seen -> true);
        arrivals.clear();
    }

    /** For AssertJ's {@code assertThat}. */
    @Override
    public FlowsAssert assertThat() {
        return new FlowsAssert(this);
    }

    /** Looks until the flows are at rest and as expected, or the time is over; what was seen last. */
    List<Flow> found(Predicate<Flow> wanted, Predicate<List<Flow>> expected) {
        return arrivals.await(
                timeout,
                seen -> Flow.allOf(seen).stream().filter(wanted).toList(),
                flows -> expected.test(flows) && flows.stream().allMatch(Flow::atRest));
    }

    /** What may explain that something is missing; empty if nothing does. */
    String hint() {
        return arrivals.everOpened()
                ? ""
                : "\nNo sender has begun to send: is flowmon.enabled=false, or an EventPublisher of the application's own in"
                        + " its place?";
    }

    private CapturedFlow only(String what, Predicate<Flow> wanted) {
        List<Flow> flows = found(wanted, found -> found.size() == 1);
        if (flows.size() != 1) {
            List<Flow> shown = flows.isEmpty() ? Flow.allOf(arrivals.all()) : flows;
            throw new AssertionError("Expecting " + what + ", but there "
                    + (flows.isEmpty() ? "is none" : "are " + flows.size()) + ".\n" + texts(shown) + hint());
        }
        return handle(flows.get(0));
    }

    static String texts(List<Flow> flows) {
        return flows.isEmpty()
                ? "\nNo flow was captured."
                : flows.stream().map(flow -> "\n" + FlowText.of(flow)).collect(Collectors.joining("\n"));
    }

    private CapturedFlow handle(Flow flow) {
        return new CapturedFlow(this, flow.correlationId());
    }
}
