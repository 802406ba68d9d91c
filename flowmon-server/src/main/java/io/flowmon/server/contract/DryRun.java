/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds flows of the past against a contract, without any consequence. Not for several threads at once. */
final class DryRun implements FlowsOfKind.Taker {

    private static final int MOST_EXAMPLES = 5;

    private final Contract contract;
    private final int enough;
    private final Instant now;
    private final Map<DeviationKind, Integer> kinds = new EnumMap<>(DeviationKind.class);
    private final Map<DeviationKind, Map<String, List<String>>> examples = new EnumMap<>(DeviationKind.class);
    private int examined;
    private int deviating;
    private int unsettled;

    /** @param enough how many flows are looked at */
    DryRun(Contract contract, int enough, Instant now) {
        this.contract = contract;
        this.enough = enough;
        this.now = now;
    }

    @Override
    public boolean hasEnough() {
        return examined >= enough;
    }

    @Override
    public void accept(FlowTree flow) {
        if (!contract.concerns(flow)) {
            return;
        }
        List<Deviation> deviations = Judge.judge(contract, flow);
        if (flow.arrived().isAfter(now.minus(contract.settle())) || mayComeRight(flow, deviations)) {
            unsettled++;
            return;
        }
        examined++;
        Map<DeviationKind, List<String>> found = new EnumMap<>(DeviationKind.class);
        for (Deviation deviation : deviations) {
            found.computeIfAbsent(deviation.kind(), kind -> new ArrayList<>()).add(deviation.text());
        }
        deviating += found.isEmpty() ? 0 : 1;
        found.forEach((kind, texts) -> {
            kinds.merge(kind, 1, Integer::sum);
            Map<String, List<String>> some = examples.computeIfAbsent(kind, any -> new LinkedHashMap<>());
            if (some.size() < MOST_EXAMPLES) {
                some.put(flow.correlationId(), texts);
            }
        });
    }

    private boolean mayComeRight(FlowTree flow, List<Deviation> deviations) {
        Instant deadline = contract.deadline(flow);
        return deadline != null && deadline.isAfter(now) && deviations.stream().anyMatch(Deviation::absence);
    }

    int examined() {
        return examined;
    }

    int deviating() {
        return deviating;
    }

    /** Flows that may still go on, and were not looked at. */
    int unsettled() {
        return unsettled;
    }

    /** How many flows deviate in which way. */
    Map<DeviationKind, Integer> kinds() {
        return kinds;
    }

    /** Some flows that deviate so, by their ids, and their differences in words. */
    Map<String, List<String>> examples(DeviationKind kind) {
        return examples.getOrDefault(kind, Map.of());
    }
}
