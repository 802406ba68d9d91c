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
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

    /**
     * Those of which a load tells, what is asked for first, then the busiest: others may be very many, where somebody sends
     * endpoints that are none.
     *
     * @param busy all there are, by how long they were busy
     */
    static List<Station> told(Map<StationKey, Double> busy, List<Action> actions, LoadQuery query) {
        LoadRange range = LoadRange.of(query);
        Map<StationKey, Station> stations = new LinkedHashMap<>();
        busy.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<StationKey, Double> one) -> !isAskedFor(one.getKey(), query))
                        .thenComparing(
                                Map.Entry.<StationKey, Double>comparingByValue().reversed())
                        .thenComparing(Map.Entry.comparingByKey(ORDER)))
                .limit(MOST)
                .forEach(one -> stations.put(one.getKey(), new Station(one.getKey(), range)));
        for (Action action : actions) {
            for (StationKey key : action.stations()) {
                Station station = stations.get(key);
                if (station != null) {
                    station.add(action);
                }
            }
        }
        return List.copyOf(stations.values());
    }

    /** How long each station was busy within the range; each action belongs to two of them. */
    static Map<StationKey, Double> busySeconds(List<Action> actions, LoadRange range) {
        Map<StationKey, Double> busy = new HashMap<>();
        for (Action action : actions) {
            double seconds = action.weight() * action.busyMicros(range) / 1e6;
            action.stations().forEach(key -> busy.merge(key, seconds, Double::sum));
        }
        return busy;
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
