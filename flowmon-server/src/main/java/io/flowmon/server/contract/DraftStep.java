/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What flows have in common at one place of their trees: messages of one module and endpoint below the same place. Not for
 * several threads at once.
 */
final class DraftStep {

    /** What tells steps below the same place apart. */
    record Name(@Nullable String module, String endpoint) {
        static Name of(SentMessage message) {
            return new Name(message.handler(), message.endpoint());
        }
    }

    private record Order(Name first, Name second) {}

    private final Name name;
    private final Map<Name, DraftStep> steps = new LinkedHashMap<>();
    private final Set<Order> orders = new HashSet<>();
    private final List<Duration> ends = new ArrayList<>();
    private int seen;
    private int seenBelow;
    private int least = Integer.MAX_VALUE;
    private int most;

    DraftStep(Name name) {
        this.name = name;
    }

    /** Takes one message at this place, and all below it. */
    void take(SentMessage message, Instant flowBegin) {
        seen++;
        Instant end = message.end();
        if (end != null) {
            ends.add(Duration.between(flowBegin, end));
        }
        Map<Name, Integer> counts = new LinkedHashMap<>();
        List<Name> sequence = new ArrayList<>();
        for (SentMessage caused : message.caused()) {
            Name below = Name.of(caused);
            counts.merge(below, 1, Integer::sum);
            sequence.add(below);
            steps.computeIfAbsent(below, DraftStep::new).take(caused, flowBegin);
        }
        counts.forEach((below, count) -> step(below).counted(count));
        note(sequence);
    }

    Name name() {
        return name;
    }

    /** From the begins of flows to the ends of these messages. */
    List<Duration> ends() {
        return ends;
    }

    /** How many there were where there were any. */
    Count count() {
        return new Count(least, most);
    }

    /** Whether there was none below some message of the step above. */
    boolean isOptionalBelow(DraftStep above) {
        return seenBelow < above.seen;
    }

    /** How many steps there are at and below this place. */
    int size() {
        return 1 + steps.values().stream().mapToInt(DraftStep::size).sum();
    }

    /** How many steps stand below each other at most. */
    int depth() {
        return 1 + steps.values().stream().mapToInt(DraftStep::depth).max().orElse(0);
    }

    /** Whether those below always began in the order of {@link #below()}. */
    boolean isInOrder() {
        return steps.size() > 1 && sorted() != null;
    }

    /** In the order in which they began, if that was always the same, else in that of the first flow. */
    List<DraftStep> below() {
        List<DraftStep> sorted = sorted();
        return sorted == null ? List.copyOf(steps.values()) : sorted;
    }

    private void counted(int count) {
        seenBelow++;
        least = Math.min(least, count);
        most = Math.max(most, count);
    }

    private DraftStep step(Name below) {
        return steps.computeIfAbsent(below, DraftStep::new);
    }

    /** Of each two names, the first of the one before the last of the other. */
    private void note(List<Name> sequence) {
        Map<Name, Integer> last = new LinkedHashMap<>();
        for (int i = 0; i < sequence.size(); i++) {
            last.put(sequence.get(i), i);
        }
        Set<Name> begun = new HashSet<>();
        for (int i = 0; i < sequence.size(); i++) {
            if (begun.add(sequence.get(i))) {
                for (Map.Entry<Name, Integer> other : last.entrySet()) {
                    if (other.getValue() > i && !other.getKey().equals(sequence.get(i))) {
                        orders.add(new Order(sequence.get(i), other.getKey()));
                    }
                }
            }
        }
    }

    /** An order that contradicts none that was seen; null if there is none. */
    private @Nullable List<DraftStep> sorted() {
        Map<Name, Integer> before = new LinkedHashMap<>();
        steps.keySet().forEach(step -> before.put(step, 0));
        orders.forEach(order -> before.merge(order.second(), 1, Integer::sum));
        List<DraftStep> sorted = new ArrayList<>();
        while (!before.isEmpty()) {
            Name next = before.entrySet().stream()
                    .filter(entry -> entry.getValue() == 0)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(null);
            if (next == null) {
                return null;
            }
            before.remove(next);
            sorted.add(step(next));
            orders.stream()
                    .filter(order -> order.first().equals(next))
                    .forEach(order -> before.computeIfPresent(order.second(), (name, count) -> count - 1));
        }
        return sorted;
    }

    /** A value that so large a share does not exceed; the largest of few. */
    static Duration percentile(List<Duration> durations, double share) {
        List<Duration> sorted =
                durations.stream().sorted(Comparator.naturalOrder()).toList();
        return sorted.isEmpty() ? Duration.ZERO : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
