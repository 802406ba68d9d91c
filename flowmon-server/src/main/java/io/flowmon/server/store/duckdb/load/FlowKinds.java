/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.load;

import io.flowmon.server.store.FlowKindStep;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Steps by kind of flow. A flow enters where something was received that nobody in it has sent, and at the earliest of these;
 * flows that began before the range are left out, because where they entered is not in it.
 */
final class FlowKinds {

    private static final int MOST_KINDS = 200;
    private static final int MOST_STEPS = 2_000;

    private static final Comparator<Action> ENTERED_FIRST =
            Comparator.comparing((Action action) -> action.busMicros() != null).thenComparingLong(Action::arrived);

    private static final Comparator<FlowKindStep> ORDER = Comparator.comparingDouble(FlowKindStep::flows)
            .reversed()
            .thenComparing(FlowKindStep::kindModule)
            .thenComparing(FlowKindStep::kindEndpoint)
            .thenComparing(
                    Comparator.comparingDouble(FlowKindStep::serviceSeconds).reversed())
            .thenComparing(FlowKindStep::module)
            .thenComparing(FlowKindStep::endpoint);

    private record Place(String module, String endpoint) {

        static Place of(Action action) {
            return new Place(action.instance().module(), action.endpoint().name());
        }
    }

    private record Kind(Place entrance, double flows, List<Action> actions) {

        static Kind of(Place entrance, List<List<Action>> flows) {
            double weight = flows.stream()
                    .mapToDouble(flow ->
                            flow.stream().mapToDouble(Action::weight).max().orElseThrow())
                    .sum();
            return new Kind(
                    entrance, weight, flows.stream().flatMap(List::stream).toList());
        }
    }

    private FlowKinds() {}

    /** @param older flows that went on before the range */
    static List<FlowKindStep> of(List<LoadEvent> events, Set<Long> older, List<Action> actions, LoadRange range) {
        Set<Long> begun = begun(events, older, range.low());
        Collection<List<Action>> flows = actions.stream()
                .filter(action -> begun.contains(action.flow()))
                .collect(Collectors.groupingBy(Action::flow, LinkedHashMap::new, Collectors.toList()))
                .values();
        Map<Place, List<List<Action>>> kinds = flows.stream().collect(Collectors.groupingBy(FlowKinds::entrance));
        return kinds.entrySet().stream()
                .map(kind -> Kind.of(kind.getKey(), kind.getValue()))
                .sorted(Comparator.comparingDouble(Kind::flows).reversed())
                .limit(MOST_KINDS)
                .flatMap(FlowKinds::steps)
                .sorted(ORDER)
                .limit(MOST_STEPS)
                .toList();
    }

    private static Set<Long> begun(List<LoadEvent> events, Set<Long> older, long low) {
        Set<Long> begun = new HashSet<>();
        Set<Long> before = new HashSet<>(older);
        for (LoadEvent event : events) {
            begun.add(event.flow());
            Long told = event.begun();
            if (event.moment() < low || (told != null && told < low)) {
                before.add(event.flow());
            }
        }
        begun.removeAll(before);
        return begun;
    }

    private static Place entrance(List<Action> flow) {
        return Place.of(flow.stream().min(ENTERED_FIRST).orElseThrow());
    }

    private static Stream<FlowKindStep> steps(Kind kind) {
        return kind.actions().stream().collect(Collectors.groupingBy(Place::of)).entrySet().stream()
                .map(step -> step(kind, step.getKey(), step.getValue()));
    }

    private static FlowKindStep step(Kind kind, Place place, List<Action> actions) {
        return new FlowKindStep(
                kind.entrance().module(),
                kind.entrance().endpoint(),
                place.module(),
                place.endpoint(),
                kind.flows(),
                actions.stream().mapToDouble(Action::weight).sum(),
                sum(actions, Action::service),
                sum(actions, Action::ownSeconds),
                sum(actions, FlowKinds::wait));
    }

    private static double sum(List<Action> actions, ToDoubleFunction<Action> seconds) {
        return actions.stream()
                .mapToDouble(action -> action.weight() * seconds.applyAsDouble(action))
                .sum();
    }

    private static double wait(Action action) {
        Double seconds = action.waitSeconds();
        return seconds == null ? 0 : seconds;
    }
}
