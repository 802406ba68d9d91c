/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import io.flowmon.rules.event.RuleEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Flows of which something arrived of late, and when that was. Bounded: of more flows at once than that, those are left out that
 * come last, and counted. Not for several threads at once.
 */
final class ActiveFlows {

    private final int most;
    private final Map<String, Instant> lastArrival = new HashMap<>();
    private final Map<String, Boolean> leftOut;

    private long skipped;

    ActiveFlows(int most) {
        this.most = most;
        this.leftOut = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > most;
            }
        };
    }

    void see(RuleEvent event) {
        String flow = event.correlationId();
        Instant arrived = event.receivedAt();
        Instant before = lastArrival.get(flow);
        if (before == null && lastArrival.size() >= most) {
            if (leftOut.put(flow, true) == null) {
                skipped++;
            }
            return;
        }
        if (before == null || before.isBefore(arrived)) {
            lastArrival.put(flow, arrived);
        }
    }

    /** Those of which nothing arrived for so long, and that for the first time after {@code after}. */
    List<String> settled(Duration settle, Instant after, Instant upTo) {
        List<String> flows = new ArrayList<>();
        lastArrival.forEach((flow, arrival) -> {
            Instant due = arrival.plus(settle);
            if (due.isAfter(after) && !due.isAfter(upTo)) {
                flows.add(flow);
            }
        });
        return flows;
    }

    /** The time by which so many flows settle after {@code after}; {@code upTo} if there are no more by then. */
    Instant whenSettled(int many, Set<Duration> settles, Instant after, Instant upTo) {
        List<Instant> dues = new ArrayList<>();
        for (Duration settle : settles) {
            for (Instant arrival : lastArrival.values()) {
                Instant due = arrival.plus(settle);
                if (due.isAfter(after) && !due.isAfter(upTo)) {
                    dues.add(due);
                }
            }
        }
        if (dues.size() <= many) {
            return upTo;
        }
        dues.sort(Comparator.naturalOrder());
        return dues.get(many - 1);
    }

    /** Forgets those of which nothing arrived since then. */
    void forgetBefore(Instant time) {
        lastArrival.values().removeIf(arrival -> !arrival.isAfter(time));
    }

    /** How many were left out so far. */
    long skipped() {
        return skipped;
    }
}
