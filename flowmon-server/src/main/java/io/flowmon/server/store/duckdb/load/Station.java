/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.load;

import io.flowmon.server.store.Callee;
import io.flowmon.server.store.InstanceLoad;
import io.flowmon.server.store.LoadPart;
import io.flowmon.server.store.LoadQuery;
import io.flowmon.server.store.StationKey;
import io.flowmon.server.store.StationLoad;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** One endpoint of a module, or the whole module, and all that its actions add up to. Not thread-safe. */
final class Station {

    private static final int MOST = 500;

    /** By name, and the whole module before its endpoints. */
    private static final Comparator<StationKey> ORDER = Comparator.comparing(StationKey::module)
            .thenComparing(StationKey::endpoint, Comparator.nullsFirst(Comparator.naturalOrder()));

    private final StationKey key;
    private final LoadRange range;
    private final StationSums sums;
    private final PartSums parts;
    private final CalleeSums callees = new CalleeSums();
    private final Map<String, InstanceSums> instances = new TreeMap<>();

    private Station(StationKey key, LoadRange range) {
        this.key = key;
        this.range = range;
        this.sums = new StationSums(range);
        this.parts = new PartSums(range);
    }

    /** The actions of each station; each action belongs to two of them, its endpoint and its module as a whole. */
    static Map<StationKey, List<Action>> actions(List<Action> actions) {
        Map<StationKey, List<Action>> stations = new HashMap<>();
        for (Action action : actions) {
            String module = action.instance().module();
            StationKey own = new StationKey(module, action.endpoint().name());
            stations.computeIfAbsent(own, key -> new ArrayList<>(1)).add(action);
            stations.computeIfAbsent(new StationKey(module, null), key -> new ArrayList<>(1))
                    .add(action);
        }
        return stations;
    }

    /**
     * Those of which a load tells, what is asked for first, then the busiest: others may be very many, where somebody sends
     * endpoints that are none.
     */
    static List<Station> told(Map<StationKey, List<Action>> stations, LoadQuery query) {
        record Busy(StationKey key, List<Action> actions, double seconds) {}

        LoadRange range = LoadRange.of(query);
        return stations.entrySet().stream()
                .map(one -> new Busy(one.getKey(), one.getValue(), busySeconds(one.getValue(), range)))
                .sorted(Comparator.comparing((Busy one) -> !isAskedFor(one.key(), query))
                        .thenComparing(Comparator.comparingDouble(Busy::seconds).reversed())
                        .thenComparing(Busy::key, ORDER))
                .limit(MOST)
                .map(one -> of(one.key(), one.actions(), range))
                .toList();
    }

    private static Station of(StationKey key, List<Action> actions, LoadRange range) {
        Station station = new Station(key, range);
        actions.forEach(station::add);
        return station;
    }

    private static double busySeconds(List<Action> actions, LoadRange range) {
        return actions.stream()
                        .mapToDouble(action -> action.weight() * action.busyMicros(range))
                        .sum()
                / 1e6;
    }

    private void add(Action action) {
        sums.add(action);
        parts.add(action);
        callees.add(action);
        instances
                .computeIfAbsent(action.instance().id(), id -> new InstanceSums(range))
                .add(action);
    }

    /** Codes of the flows whose actions took longest. */
    List<Long> slowestFlows() {
        return sums.slowestFlows();
    }

    /** All of it; to be asked once. */
    StationLoad load(Function<Long, String> flowNames) {
        return sums.load(key, instances.size(), flowNames);
    }

    Stream<InstanceLoad> instances() {
        return instances.entrySet().stream().map(instance -> instance.getValue().load(key, instance.getKey()));
    }

    Stream<LoadPart> parts() {
        return parts.loads(key);
    }

    Stream<Callee> callees() {
        return callees.longest(key);
    }

    private static boolean isAskedFor(StationKey key, LoadQuery query) {
        return (query.module() == null || query.module().equals(key.module()))
                && (query.endpoint() == null || query.endpoint().equals(key.endpoint()));
    }
}
