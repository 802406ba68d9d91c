/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import io.flowmon.rules.event.EventLoss;
import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.store.ContractCase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Draws the consequences of judging a flow: what it deviates in is counted once by one alert, and taken back if a later
 * judgement finds otherwise. Not for several threads at once.
 */
final class Verdicts {

    private static final char BETWEEN = ':';

    private final Map<String, Tally> tallies;
    private final Cases cases;
    private final DeviationAlerts alerts;

    Verdicts(Map<String, Tally> tallies, Cases cases, DeviationAlerts alerts) {
        this.tallies = tallies;
        this.cases = cases;
        this.alerts = alerts;
    }

    /** Answers whether the flow was of the contract's kind. */
    boolean judge(Contract contract, FlowTree flow, Instant now, List<EventLoss> losses) {
        Tally tally = tallies.get(contract.id());
        if (tally == null || !contract.concerns(flow)) {
            return false;
        }
        List<Deviation> found = Judge.judge(contract, flow);
        Instant deadline = contract.deadline(flow);
        boolean waits =
                deadline != null && deadline.isAfter(now) && found.stream().anyMatch(Deviation::absence);
        Map<DeviationKind, Deviation> certain = new EnumMap<>(DeviationKind.class);
        boolean leftOpen = false;
        for (Deviation deviation : found) {
            boolean doubtful = !waits && isLost(deviation, flow, losses);
            leftOpen |= doubtful;
            if (!doubtful && !(waits && deviation.absence())) {
                certain.putIfAbsent(deviation.kind(), deviation);
            }
        }
        if (!waits) {
            tally.judged(leftOpen);
        }
        conclude(contract, flow, now, waits ? deadline : null, certain, tally);
        return true;
    }

    private void conclude(
            Contract contract,
            FlowTree flow,
            Instant now,
            @Nullable Instant deadline,
            Map<DeviationKind, Deviation> certain,
            Tally tally) {
        String id = flow.correlationId();
        ContractCase before = cases.get(contract.id(), id);
        List<String> counted = new ArrayList<>();
        for (String entry : before == null ? List.<String>of() : before.alerts()) {
            int between = entry.indexOf(BETWEEN);
            DeviationKind kind = DeviationKind.valueOf(entry.substring(0, between));
            if (certain.remove(kind) != null) {
                counted.add(entry);
            } else {
                alerts.takeBack(entry.substring(between + 1), id);
            }
        }
        certain.forEach(
                (kind, deviation) -> counted.add(kind.name() + BETWEEN + alerts.count(contract, deviation, id, now)));
        int deviated = before == null || before.alerts().isEmpty() ? 0 : 1;
        tally.deviating((counted.isEmpty() ? 0 : 1) - deviated);
        if (!counted.isEmpty() || deadline != null) {
            cases.put(new ContractCase(contract.id(), id, firstSequence(flow), now, deadline, counted));
        } else if (before != null) {
            cases.remove(before.key());
        }
    }

    /** Whether nobody can know, because something was lost where it should have come from while the flow went on. */
    private static boolean isLost(Deviation deviation, FlowTree flow, List<EventLoss> losses) {
        long begin = flow.flow().start().toEpochMilli();
        return deviation.absence()
                && losses.stream()
                        .anyMatch(loss -> loss.to() >= begin
                                && deviation.missingFrom().stream()
                                        .anyMatch(module -> module.matches(loss.moduleType())));
    }

    private static long firstSequence(FlowTree flow) {
        return events(flow).stream().mapToLong(StoredEvent::sequence).min().orElse(0);
    }

    private static List<StoredEvent> events(FlowTree flow) {
        return flow.flow().moments().stream().map(moment -> moment.event()).toList();
    }
}
