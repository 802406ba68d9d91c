/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.server.event.IncomingEvent;
import io.flowmon.server.store.Load;
import io.flowmon.server.store.LoadQuery;
import io.flowmon.server.store.QueryFailedException;
import io.flowmon.server.store.StationLoad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of more events than are looked at, the newest tell. */
class NewestLoadTests extends LoadFixture {

    @Test
    void moreEventsThanAreLookedAt_tellOfTheNewestPart() throws Exception {
        List<IncomingEvent> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            calls.addAll(call("f" + i, i, 0.5, "shop_1", "GET /x"));
        }
        put(calls);

        int most = calls.size() / 2;
        LoadQuery query = new LoadQuery(START, at(100), null, null, 10);
        Load newest = store(most).load(query);
        assertThat(newest.from()).isBetween(at(60), at(95));
        assertThat(station(newest, "shop", "GET /x").arrivals()).isEqualTo((long)
                Math.ceil(100 - Duration.between(START, newest.from()).toMillis() / 1000.0));
        assertThat(newest.parts())
                .filteredOn(part -> part.key().endpoint() != null)
                .hasSize(10);

        assertThat(store(calls.size()).load(query))
                .isEqualTo(load())
                .extracting(Load::from)
                .isEqualTo(START);
    }

    @Test
    void newestPart_knowsSendsAndFlowsThatBeganLongBefore() throws Exception {
        List<IncomingEvent> events = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            events.addAll(message("m" + i, i, 50 + i, 50 + i, 50 + i + 0.1));
        }
        put(events);

        Load newest = store(60).load(new LoadQuery(START, at(100), null, null, 10));

        assertThat(newest.from()).isAfter(at(75));
        StationLoad worker = station(newest, "worker", LIST);
        assertThat(worker.bus().known()).isEqualTo(worker.arrivals()).isPositive();
        assertThat(worker.bus().meanSeconds()).isEqualTo(50);
        assertThat(newest.destinations()).isEmpty();
        assertThat(newest.kinds()).isEmpty();
    }

    @Test
    void eventsThatStandTooClose_areRefused_withWhatToDo() throws Exception {
        List<IncomingEvent> events = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            events.addAll(call("f" + i, 99, 0.5, "shop_1", "GET /x"));
        }
        put(events);

        LoadQuery query = new LoadQuery(START, at(100), null, null, 10);
        assertThatThrownBy(() -> store(5).load(query))
                .isInstanceOf(QueryFailedException.class)
                .hasMessageContaining("more than advice looks at (20)");
    }
}
