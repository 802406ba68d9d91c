/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import io.flowmon.rules.event.EventFeed;
import io.flowmon.rules.event.EventLoss;
import io.flowmon.server.store.ContractCase;
import io.flowmon.server.store.ContractStore;
import io.flowmon.server.store.FlowBeginning;
import io.flowmon.server.store.FlowOutline;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads flows that have settled, those that are of some contract's kind alone, and has them judged. On one thread. */
final class SettledFlows {

    private static final Logger log = LoggerFactory.getLogger(SettledFlows.class);

    /** A larger flow is not judged. */
    static final int MOST_EVENTS = 10_000;

    private static final int AT_ONCE = 200;
    /** A flow that began longer ago is not judged for the first time. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final Duration BETWEEN_FLOORS = Duration.ofMinutes(1);

    private final EventFeed feed;
    private final ContractStore store;
    private final List<Contract> contracts;
    private final ActiveFlows active;
    private final Cases cases;
    private final Verdicts verdicts;
    private Instant floorAt = Instant.EPOCH;
    private long floor;
    private long oldest;
    private long skipped;

    SettledFlows(
            EventFeed feed,
            ContractStore store,
            List<Contract> contracts,
            ActiveFlows active,
            Cases cases,
            Verdicts verdicts) {
        this.feed = feed;
        this.store = store;
        this.contracts = contracts;
        this.active = active;
        this.cases = cases;
        this.verdicts = verdicts;
    }

    /**
     * Judges flows by the contracts that are due for them; answers whether anything came of it.
     *
     * @param after when flows were judged last
     * @param upTo the time of judging
     * @param position number of the last event that counts
     */
    boolean judge(Map<String, Set<Contract>> due, Instant after, Instant upTo, long position) throws IOException {
        if (due.isEmpty()) {
            return false;
        }
        Map<String, Long> first = beginnings(due.keySet(), after, position);
        List<String> flows = new ArrayList<>(first.keySet());
        flows.sort(Comparator.comparing(first::get));
        List<EventLoss> losses = flows.isEmpty() ? List.of() : feed.senders().losses();
        boolean judged = false;
        for (int i = 0; i < flows.size(); i += AT_ONCE) {
            Set<String> left = new LinkedHashSet<>(flows.subList(i, Math.min(flows.size(), i + AT_ONCE)));
            List<String> some = List.copyOf(left);
            AtomicBoolean any = new AtomicBoolean();
            store.hand(some, start(first, some) - 1, position, MOST_EVENTS, outline -> {
                left.remove(outline.correlationId());
                Set<Contract> by = due.getOrDefault(outline.correlationId(), Set.of());
                any.compareAndSet(false, judge(outline, by, upTo, losses));
            });
            skipped += left.size();
            judged |= any.get();
        }
        return judged;
    }

    /** Flows that were not judged because of their size or age, or because that failed, since the start. */
    long skipped() {
        return skipped;
    }

    /** What fails here fails again for the same flow: it is left out, so that judging goes on. */
    private boolean judge(FlowOutline outline, Set<Contract> by, Instant upTo, List<EventLoss> losses) {
        boolean judged = false;
        try {
            FlowTree flow = FlowTree.of(outline);
            for (Contract contract : by) {
                judged |= verdicts.judge(contract, flow, upTo, losses);
            }
        } catch (RuntimeException | StackOverflowError failure) {
            skipped++;
            log.warn("The flow {} cannot be held against contracts, and is left out", outline.correlationId(), failure);
        }
        return judged;
    }

    private Map<String, Long> beginnings(Set<String> flows, Instant after, long position) throws IOException {
        if (!floorAt.plus(BETWEEN_FLOORS).isAfter(after)) {
            floor = store.lastBefore(after.minus(ContractChecker.BACK));
            oldest = store.lastBefore(after.minus(LONGEST));
            floorAt = after;
        }
        Map<String, Long> first = new HashMap<>();
        Set<String> unknown = new HashSet<>();
        for (String flow : flows) {
            Long begin = known(flow);
            if (begin == null) {
                unknown.add(flow);
            } else {
                first.put(flow, begin);
            }
        }
        unknown(unknown, position).forEach((flow, begin) -> {
            if (begin.redelivered() || begin.time().isBefore(floorAt.minus(LONGEST))) {
                skipped++;
            } else {
                first.put(flow, begin.sequence());
            }
        });
        return first;
    }

    /** Those that began earlier than is looked back for all are looked for over a day: a part of a flow is not judged. */
    private Map<String, FlowBeginning> unknown(Set<String> flows, long position) throws IOException {
        List<String> endpoints = contracts.stream()
                .map(contract -> contract.root().endpoint().like())
                .distinct()
                .toList();
        Map<String, FlowBeginning> found = store.beginnings(flows, endpoints, floor, position);
        Instant floorTime = floorAt.minus(ContractChecker.BACK);
        Set<String> older = new HashSet<>();
        for (String flow : flows) {
            FlowBeginning begin = found.get(flow);
            if (begin == null
                    ? active.isSince(flow, floor)
                    : begin.redelivered()
                            || begin.told().isBefore(floorTime)
                            || begin.time().isBefore(floorTime)) {
                older.add(flow);
            }
        }
        found.putAll(store.beginnings(older, endpoints, oldest, position));
        older.removeAll(found.keySet());
        active.areOfNoKind(older);
        return found;
    }

    private @Nullable Long known(String flow) {
        for (Contract contract : contracts) {
            ContractCase one = cases.get(contract.id(), flow);
            if (one != null) {
                return one.firstSequence();
            }
        }
        return null;
    }

    private static long start(Map<String, Long> first, List<String> flows) {
        return flows.stream()
                .mapToLong(flow -> first.getOrDefault(flow, 0L))
                .min()
                .orElse(0);
    }
}
