/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import io.flowmon.server.store.FlowKindStep;
import io.flowmon.server.store.LoadQuery;
import io.flowmon.server.store.StationKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One kind of flow, by where it enters, and what holds it up.
 *
 * <p>The step that is used most bounds how many flows can go through: what is used to a half today, is used up at twice the
 * load (P. J. Denning and J. P. Buzen, The operational analysis of queueing network models, ACM Computing Surveys 10, 1978).
 *
 * @param boundedBy the step with the highest utilisation; absent where none is known
 * @param slowedBy the step that takes most of the time: its own, and waiting for it
 * @param steps those first that take most of the time
 * @param flowsOfKind the call that lists flows of this kind
 */
public record KindDocument(
        String module,
        String endpoint,
        double flows,
        double perSecond,
        @Nullable BoundDocument boundedBy,
        StepDocument slowedBy,
        List<StepDocument> steps,
        String flowsOfKind) {

    /**
     * The step that is used most, of those of which enough is known.
     *
     * @param headroom so many times of today's load keep it busy all the time
     */
    public record BoundDocument(
            String module,
            String endpoint,
            double utilisation,
            @Nullable Double headroom) {}

    /**
     * One module and endpoint on the way of such a flow.
     *
     * @param actions for each flow
     * @param own seconds for each flow, without the calls and sends made meanwhile
     * @param waited seconds for each flow, in bus and receiver, as far as it is known
     * @param share part of the time of all steps
     * @param utilisation of this step, by all kinds of flows together
     * @param cannotTell why too little is known of the step to say how busy it is; then there is no utilisation
     */
    public record StepDocument(
            String module,
            String endpoint,
            double actions,
            double own,
            double waited,
            double share,
            @Nullable Double utilisation,
            @Nullable Text cannotTell) {}

    /** The kinds that pass by the module and endpoint that were asked for. */
    static List<KindDocument> of(List<FlowKindStep> steps, Map<StationKey, Observation> seen, LoadQuery query) {
        Map<StationKey, List<FlowKindStep>> kinds = new LinkedHashMap<>();
        for (FlowKindStep step : steps) {
            kinds.computeIfAbsent(new StationKey(step.kindModule(), step.kindEndpoint()), kind -> new ArrayList<>())
                    .add(step);
        }
        return kinds.values().stream()
                .filter(kind -> kind.stream().anyMatch(step -> isAskedFor(step, query)))
                .map(kind -> kind(kind, seen, query))
                .toList();
    }

    private static boolean isAskedFor(FlowKindStep step, LoadQuery query) {
        return (query.module() == null || query.module().equals(step.module()))
                && (query.endpoint() == null || query.endpoint().equals(step.endpoint()));
    }

    private static KindDocument kind(List<FlowKindStep> kind, Map<StationKey, Observation> seen, LoadQuery query) {
        FlowKindStep first = kind.get(0);
        double all = kind.stream().mapToDouble(KindDocument::time).sum();
        List<StepDocument> steps = kind.stream()
                .sorted(Comparator.comparingDouble(KindDocument::time).reversed())
                .map(step -> step(step, all, seen))
                .toList();
        double seconds = (query.to().toEpochMilli() - query.from().toEpochMilli()) / 1e3;
        return new KindDocument(
                first.kindModule(),
                first.kindEndpoint(),
                Rounded.of(first.flows()),
                Rounded.of(first.flows() / seconds),
                bound(steps),
                steps.get(0),
                steps,
                EvidenceDocument.flows(first.kindModule(), first.kindEndpoint(), query));
    }

    private static double time(FlowKindStep step) {
        return step.ownSeconds() + step.waitSeconds();
    }

    private static StepDocument step(FlowKindStep step, double all, Map<StationKey, Observation> seen) {
        Observation station = seen.get(new StationKey(step.module(), step.endpoint()));
        Text tooFew = station == null ? null : Obstacle.tooFew(station);
        return new StepDocument(
                step.module(),
                step.endpoint(),
                Rounded.of(step.actions() / step.flows()),
                Rounded.of(step.ownSeconds() / step.flows()),
                Rounded.of(step.waitSeconds() / step.flows()),
                all == 0 ? 0 : Rounded.of(time(step) / all),
                station == null || tooFew != null ? null : Rounded.of(station.utilisation()),
                tooFew);
    }

    private static @Nullable BoundDocument bound(List<StepDocument> steps) {
        StepDocument most = null;
        double highest = -1;
        for (StepDocument step : steps) {
            if (step.utilisation() != null && step.utilisation() > highest) {
                most = step;
                highest = step.utilisation();
            }
        }
        return most == null
                ? null
                : new BoundDocument(most.module(), most.endpoint(), highest, Rounded.orNull(1 / highest));
    }
}
