/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import io.flowmon.core.event.Outcome;
import io.flowmon.server.event.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Merges flows of one kind that went well, for a contract that all of them keep. Not for several threads at once. */
final class Draft implements FlowsOfKind.Taker {

    /** More different steps are no contract that a person would read. */
    static final int MOST_STEPS = 200;

    private final String module;
    private final String endpoint;
    private final int enough;
    private final DraftStep root;
    private final List<Duration> durations = new ArrayList<>();
    private Duration longestPause = Duration.ZERO;
    private int leftOut;
    private @Nullable Instant newest;
    private @Nullable Instant oldest;

    Draft(String module, String endpoint, int enough) {
        this.module = module;
        this.endpoint = endpoint;
        this.enough = enough;
        this.root = new DraftStep(new DraftStep.Name(module, endpoint));
    }

    @Override
    public boolean hasEnough() {
        return durations.size() >= enough;
    }

    /** Takes the flow if it begins so and is whole. */
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
        if (!flow.strays().isEmpty()
                || flow.flow().openSteps() > 0
                || first.isUnreceived()
                || flow.flow().messages().stream().anyMatch(message -> message.depth() >= StepReader.DEEPEST)
                || took.compareTo(StepReader.LONGEST) > 0) {
            leftOut++;
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

    /** How many flows of this kind were not whole. */
    int leftOut() {
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
