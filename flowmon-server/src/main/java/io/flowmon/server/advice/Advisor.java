/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import io.flowmon.server.settings.AdviceSettings;
import io.flowmon.server.store.Load;
import io.flowmon.server.store.LoadQuery;
import io.flowmon.server.store.LoadStore;
import io.flowmon.server.store.StationKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Turns the load of a time into advice. Any thread; each call asks the store. */
@Component
class Advisor {

    private final LoadStore store;
    private final AdviceSettings settings;

    Advisor(LoadStore store, AdviceSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    AdviceDocument advise(LoadQuery query) {
        Load load = store.load(query);
        Map<StationKey, Observation> seen = Observation.of(load, query, settings);
        List<StationDocument> advice = seen.values().stream()
                .filter(station -> isAskedFor(station, query))
                .map(station -> StationAdvice.of(station, query, settings))
                .toList();
        return AdviceDocument.of(query, advice, load.omittedStations(), KindDocument.of(load.kinds(), seen, query));
    }

    /** What a module does as a whole is told where it does several things. */
    private static boolean isAskedFor(Observation station, LoadQuery query) {
        StationKey key = station.load().key();
        Set<String> endpoints = station.endpoints();
        return (query.module() == null || query.module().equals(key.module()))
                && (query.endpoint() == null || query.endpoint().equals(key.endpoint()))
                && (key.endpoint() != null || endpoints.size() > 1);
    }
}
