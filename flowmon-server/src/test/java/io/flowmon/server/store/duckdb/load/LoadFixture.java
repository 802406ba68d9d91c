/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.server.advice.ActionEvents;
import io.flowmon.server.event.IncomingEvent;
import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.Load;
import io.flowmon.server.store.LoadQuery;
import io.flowmon.server.store.StationKey;
import io.flowmon.server.store.StationLoad;
import io.flowmon.server.store.duckdb.TemporaryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Actions of a shop and a worker in a store, and their load. */
abstract class LoadFixture {

    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    static final String LIST = "LIST jobs";

    @RegisterExtension
    private final TemporaryStore store = new TemporaryStore();

    private @Nullable Load loaded;

    static List<IncomingEvent> call(String flow, double at, double seconds, String instance, String endpoint) {
        return ActionEvents.of(flow, "shop", instance).call(endpoint, at(at), seconds);
    }

    static List<IncomingEvent> message(String flow, double sent, double received, double started, double ended) {
        UUID id = UUID.randomUUID();
        return Stream.concat(
                        ActionEvents.of(flow, "shop", "shop_1").send(LIST, id, null, at(sent), 0.001).stream(),
                        ActionEvents.of(flow, "worker", "worker_1")
                                .handling(LIST, id, at(received), at(started), at(ended))
                                .stream())
                .toList();
    }

    final Load load() {
        if (loaded == null) {
            loaded = new DuckDbLoadStore(store.get().readers()).load(new LoadQuery(START, at(100), null, null, 10));
        }
        return loaded;
    }

    /** @param most how many events are looked at */
    final DuckDbLoadStore store(long most) {
        return new DuckDbLoadStore(store.get().readers(), most);
    }

    static StationLoad station(Load load, String module, @Nullable String endpoint) {
        return load.stations().stream()
                .filter(one -> one.key().equals(new StationKey(module, endpoint)))
                .findFirst()
                .orElseThrow();
    }

    static StationLoad.Service service(StationLoad station) {
        StationLoad.Service service = station.service();
        assertThat(service).isNotNull();
        return service;
    }

    static Instant at(double seconds) {
        return START.plusNanos(Math.round(seconds * 1e9));
    }

    @SafeVarargs
    final void put(List<IncomingEvent>... events) throws Exception {
        List<IncomingEvent> all = new ArrayList<>();
        for (List<IncomingEvent> some : events) {
            all.addAll(some);
        }
        store.get().store(new EventBatch(at(200), "test", all, List.of(), null, null, 100L * all.size()));
    }
}
