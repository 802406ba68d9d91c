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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns the load of a time into advice. Any thread; each call asks the store. */
@Component
public class Advisor {

    private static final int PARTS = 12;

    private final LoadStore store;
    private final AdviceSettings settings;

    Advisor(LoadStore store, AdviceSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    /**
     * The advice about what happened in that time.
     *
     * @param from inclusive
     * @param to exclusive
     * @param module all if null
     * @param endpoint all if null
     */
    public AdviceDocument advise(Instant from, Instant to, @Nullable String module, @Nullable String endpoint) {
        LoadQuery asked = new LoadQuery(from, to, module, endpoint, PARTS);
        Load load = store.load(asked);
        LoadQuery query = asked.since(load.from());
        Map<StationKey, Observation> seen = Observation.of(load, query, settings);
        List<StationDocument> advice = seen.values().stream()
                .filter(station -> isAskedFor(station, query))
                .map(station -> StationAdvice.of(station, query, settings))
                .toList();
        return AdviceDocument.of(
                asked, load.from(), advice, load.omittedStations(), KindDocument.of(load.kinds(), seen, query));
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
