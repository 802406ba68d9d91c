/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import io.flowmon.rules.event.RuleEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Flows of which something arrived of late, when that was, and since when they are under way. Bounded: of more flows at once than
 * that, those are left out that come last, and counted. Not for several threads at once.
 */
final class ActiveFlows {

    private static final long NONE = Long.MAX_VALUE;

    private final int most;
    private final Map<String, Arrivals> arrivals = new HashMap<>();
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

    /** @param first number of the first event, 0 if it may have come earlier than anybody looked; none if that does not matter */
    private record Arrivals(long first, Instant last) {}

    void see(RuleEvent event) {
        see(event, event.sequence());
    }

    /** The same while looking back, where a flow may have begun earlier. */
    void seeAgain(RuleEvent event) {
        see(event, 0);
    }

    private void see(RuleEvent event, long first) {
        String flow = event.correlationId();
        Instant arrived = event.receivedAt();
        Arrivals before = arrivals.get(flow);
        if (before == null && arrivals.size() >= most) {
            if (leftOut.put(flow, true) == null) {
                skipped++;
            }
            return;
        }
        if (before == null || before.last().isBefore(arrived)) {
            arrivals.put(flow, new Arrivals(before == null ? first : before.first(), arrived));
        }
    }

    /** Whether it is under way since that number, or nobody knows since when. */
    boolean isSince(String flow, long sequence) {
        Arrivals seen = arrivals.get(flow);
        return seen != null && seen.first() <= sequence;
    }

    /** Nobody asks any more since when these are under way: they were looked for that far back in vain. */
    void areOfNoKind(Collection<String> flows) {
        flows.forEach(flow -> arrivals.computeIfPresent(flow, (id, seen) -> new Arrivals(NONE, seen.last())));
    }

    /** Those of which nothing arrived for so long, and that for the first time after {@code after}. */
    List<String> settled(Duration settle, Instant after, Instant upTo) {
        List<String> flows = new ArrayList<>();
        arrivals.forEach((flow, seen) -> {
            Instant due = seen.last().plus(settle);
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
            for (Arrivals seen : arrivals.values()) {
                Instant due = seen.last().plus(settle);
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
        arrivals.values().removeIf(seen -> !seen.last().isAfter(time));
    }

    /** How many were left out so far. */
    long skipped() {
        return skipped;
    }
}
