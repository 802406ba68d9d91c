/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import io.flowmon.core.event.Outcome;
import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.flow.Flaw;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Merges flows of one kind that went well, for a contract that all of them keep. Those that an alert names,
 * or that lost a message, show how it should not be. Not for several threads at once. */
final class Draft implements FlowsOfKind.Taker {

    /** More different steps are no contract that a person would read. */
    static final int MOST_STEPS = 200;

    private final String module;
    private final String endpoint;
    private final int enough;
    private final DraftStep root;
    private final List<Duration> durations = new ArrayList<>();
    private Duration longestPause = Duration.ZERO;
    private final Function<Collection<String>, Map<String, Flaw>> flaws;
    private Map<String, Flaw> flawed = Map.of();
    private LeftOut leftOut = LeftOut.NONE;
    private @Nullable Instant newest;
    private @Nullable Instant oldest;

    /** @param flaws tells those of some flows that are no example, by correlation id */
    Draft(String module, String endpoint, int enough, Function<Collection<String>, Map<String, Flaw>> flaws) {
        this.module = module;
        this.endpoint = endpoint;
        this.enough = enough;
        this.flaws = flaws;
        this.root = new DraftStep(new DraftStep.Name(module, endpoint));
    }

    @Override
    public boolean hasEnough() {
        return durations.size() >= enough;
    }

    @Override
    public void announce(List<String> correlationIds) {
        flawed = flaws.apply(correlationIds);
    }

    /** Takes the flow if it begins so, is whole, and nothing speaks against it. */
    @Override
    public void accept(FlowTree flow) {
        SentMessage first = flow.root();
        if (first == null
                || !first.endpoint().equals(endpoint)
                || first.modules().noneMatch(module::equals)) {
            return;
        }
        Duration took = Duration.between(first.begin(), flow.end());
        if (!Outcome.OK.wireName().equals(flow.flow().outcome())) {
            return;
        }
        Flaw flaw = flawed.get(flow.correlationId());
        if (flaw != null) {
            leftOut = flaw == Flaw.ALERT ? leftOut.oneAlerted() : leftOut.oneLossy();
            return;
        }
        if (!flow.strays().isEmpty()
                || flow.flow().openSteps() > 0
                || first.isUnreceived()
                || flow.flow().messages().stream().anyMatch(message -> message.depth() >= StepReader.DEEPEST)
                || took.compareTo(StepReader.LONGEST) > 0) {
            leftOut = leftOut.oneNotWhole();
            return;
        }
        root.take(first, first.begin());
        durations.add(took);
        pauses(flow);
        Instant start = flow.flow().start();
        newest = newest == null || start.isAfter(newest) ? start : newest;
        oldest = oldest == null || start.isBefore(oldest) ? start : oldest;
    }

    DraftStep root() {
        return root;
    }

    /** How long the flows took. */
    List<Duration> durations() {
        return durations;
    }

    /** How long nothing of a flow arrived at most while it went on. */
    Duration longestPause() {
        return longestPause;
    }

    /** Flows of this kind that were not taken. */
    LeftOut leftOut() {
        return leftOut;
    }

    @Nullable
    Instant newest() {
        return newest;
    }

    @Nullable
    Instant oldest() {
        return oldest;
    }

    private void pauses(FlowTree flow) {
        List<Instant> arrivals = flow.flow().moments().stream()
                .map(moment -> moment.event())
                .map(StoredEvent::receivedAt)
                .sorted()
                .toList();
        for (int i = 1; i < arrivals.size(); i++) {
            Duration pause = Duration.between(arrivals.get(i - 1), arrivals.get(i));
            longestPause = pause.compareTo(longestPause) > 0 ? pause : longestPause;
        }
    }
}
