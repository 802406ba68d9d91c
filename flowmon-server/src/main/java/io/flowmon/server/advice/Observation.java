/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import io.flowmon.server.settings.AdviceSettings;
import io.flowmon.server.store.Callee;
import io.flowmon.server.store.DestinationLoad;
import io.flowmon.server.store.InstanceLoad;
import io.flowmon.server.store.Load;
import io.flowmon.server.store.LoadPart;
import io.flowmon.server.store.LoadQuery;
import io.flowmon.server.store.StationKey;
import io.flowmon.server.store.StationLoad;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that was seen of a station.
 *
 * @param endpoints what the module works on
 * @param destination what was sent to it, where it is one to which messages are sent
 */
record Observation(
        StationLoad load,
        List<InstanceLoad> instances,
        List<LoadPart> parts,
        List<Callee> callees,
        Set<String> endpoints,
        @Nullable DestinationLoad destination,
        Handout handout,
        Span span,
        Arrivals arrivals,
        Servers servers) {

    /** By station, in the order of the load. */
    static Map<StationKey, Observation> of(Load load, LoadQuery query, AdviceSettings settings) {
        Map<StationKey, List<InstanceLoad>> instances = byKey(load.instances(), InstanceLoad::key);
        Map<StationKey, List<LoadPart>> parts = byKey(load.parts(), LoadPart::key);
        Map<StationKey, List<Callee>> callees = byKey(load.callees(), Callee::key);
        Map<String, DestinationLoad> destinations =
                load.destinations().stream().collect(Collectors.toMap(DestinationLoad::endpoint, one -> one));
        Map<String, Set<String>> endpoints = endpoints(load.stations());
        Map<StationKey, Observation> observations = new LinkedHashMap<>();
        for (StationLoad station : load.stations()) {
            StationKey key = station.key();
            observations.put(
                    key,
                    of(
                            station,
                            instances.getOrDefault(key, List.of()),
                            parts.getOrDefault(key, List.of()),
                            callees.getOrDefault(key, List.of()),
                            endpoints.getOrDefault(key.module(), Set.of()),
                            key.endpoint() == null ? null : destinations.get(key.endpoint()),
                            query,
                            settings));
        }
        return observations;
    }

    private static Observation of(
            StationLoad station,
            List<InstanceLoad> instances,
            List<LoadPart> parts,
            List<Callee> callees,
            Set<String> endpoints,
            @Nullable DestinationLoad destination,
            LoadQuery query,
            AdviceSettings settings) {
        StationKey key = station.key();
        Handout handout = Handout.of(key, endpoints);
        Span span = Span.of(query, parts, instances);
        return new Observation(
                station,
                instances,
                parts,
                callees,
                endpoints,
                destination,
                handout,
                span,
                Arrivals.of(station, instances, span, handout, destination),
                Servers.of(station, instances, settings.concurrencyOf(key.module(), key.endpoint())));
    }

    /** Mean number of actions in service, of all instances together; by Little's law, rate times time in service. */
    double concurrency() {
        return load.busySeconds() / span.seconds();
    }

    /** Part of what the instances can do at once that was used. */
    double utilisation() {
        return concurrency() / servers.all();
    }

    /** The part of the time in service that the station spends waiting for what it calls itself; 0 when nothing is known. */
    double elsewhere() {
        StationLoad.Service service = load.service();
        return service == null || service.meanSeconds() == 0 ? 0 : load.elsewhereSeconds() / service.meanSeconds();
    }

    private static Map<String, Set<String>> endpoints(List<StationLoad> stations) {
        Map<String, Set<String>> endpoints = new LinkedHashMap<>();
        for (StationLoad station : stations) {
            if (station.key().endpoint() != null) {
                endpoints
                        .computeIfAbsent(station.key().module(), module -> new HashSet<>())
                        .add(station.key().endpoint());
            }
        }
        return endpoints;
    }

    private static <T> Map<StationKey, List<T>> byKey(List<T> all, Function<T, StationKey> key) {
        return all.stream().collect(Collectors.groupingBy(key));
    }
}
