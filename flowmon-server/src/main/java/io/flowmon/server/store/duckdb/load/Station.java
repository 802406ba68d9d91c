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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One endpoint of a module, or the whole module, and all that its actions add up to. Not thread-safe. */
final class Station {

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

    /** All stations, in the order of their names; each action belongs to two of them. */
    static List<Station> of(List<Action> actions, LoadRange range) {
        Map<StationKey, Station> stations = new HashMap<>();
        for (Action action : actions) {
            String module = action.instance().module();
            for (StationKey key : List.of(
                    new StationKey(module, null),
                    new StationKey(module, action.endpoint().name()))) {
                stations.computeIfAbsent(key, one -> new Station(one, range)).add(action);
            }
        }
        return stations.values().stream()
                .sorted(Comparator.comparing(Station::key, ORDER))
                .toList();
    }

    private void add(Action action) {
        sums.add(action);
        parts.add(action);
        callees.add(action);
        instances
                .computeIfAbsent(action.instance().id(), id -> new InstanceSums(range))
                .add(action);
    }

    StationKey key() {
        return key;
    }

    StationSums sums() {
        return sums;
    }

    boolean isAskedFor(LoadQuery query) {
        return (query.module() == null || query.module().equals(key.module()))
                && (query.endpoint() == null || query.endpoint().equals(key.endpoint()));
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
}
