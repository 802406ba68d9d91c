/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.flowmon.server.advice.ActionEvents;
import io.flowmon.server.event.IncomingEvent;
import io.flowmon.server.store.Callee;
import io.flowmon.server.store.DestinationLoad;
import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.FlowKindStep;
import io.flowmon.server.store.Gaps;
import io.flowmon.server.store.InstanceLoad;
import io.flowmon.server.store.Load;
import io.flowmon.server.store.LoadPart;
import io.flowmon.server.store.LoadQuery;
import io.flowmon.server.store.QueryFailedException;
import io.flowmon.server.store.StationKey;
import io.flowmon.server.store.StationLoad;
import io.flowmon.server.store.duckdb.query.Readers;
import io.flowmon.server.store.duckdb.query.TestQuerySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class DuckDbLoadStoreTests {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final String LIST = "LIST jobs";

    @TempDir
    Path folder;

    private OpenStore store;
    private Readers readers;
    private @Nullable Load loaded;

    @BeforeEach
    void open() {
        store = new OpenStore(folder.resolve("data"));
        readers = new Readers(
                store.database()::connect, TestQuerySettings.usual(), DataSize.ofMegabytes(256), () -> Long.MAX_VALUE);
    }

    @AfterEach
    void close() throws Exception {
        readers.close();
        store.close();
    }

    @Test
    void calls_areCountedAndMeasuredByEndpointAndByModule() throws Exception {
        put(
                call("a", 0, 2, "shop_1", "GET /x"),
                call("b", 1, 4, "shop_1", "GET /x"),
                call("c", 4, 1, "shop_2", "GET /y"));

        StationLoad x = station(load(), "shop", "GET /x");
        assertThat(x.arrivals()).isEqualTo(2);
        assertThat(x.ended()).isEqualTo(2);
        assertThat(x.unfinished()).isZero();
        assertThat(service(x).meanSeconds()).isEqualTo(3);
        assertThat(service(x).scv()).isCloseTo(1.0 / 9, within(1e-9));
        assertThat(service(x).points()).hasSize(200).isSorted();
        assertThat(x.busySeconds()).isEqualTo(6);
        assertThat(x.flows()).containsExactly("a", "b");
        StationLoad all = station(load(), "shop", null);
        assertThat(all.arrivals()).isEqualTo(3);
        assertThat(all.instances()).isEqualTo(2);
        assertThat(load().stations().get(0).busySeconds()).isEqualTo(7);
    }

    @Test
    void call_begunBeforeOrNotEndedInTheRange_countsWithItsPart() throws Exception {
        put(
                ActionEvents.of("early", "shop", "shop_1").call("GET /x", at(-5), 8),
                ActionEvents.of("late", "shop", "shop_1").call("GET /x", at(98), 5));

        StationLoad x = station(load(), "shop", "GET /x");
        assertThat(x.arrivals()).isEqualTo(1);
        assertThat(x.ended()).isEqualTo(1);
        assertThat(x.unfinished()).isEqualTo(1);
        assertThat(x.busySeconds()).isEqualTo(3);
    }

    @Test
    void instance_peakIsTheMostAtOnce_andAnEndMakesRoomForTheNextBegin() throws Exception {
        put(
                call("a", 0, 2, "shop_1", "GET /x"),
                call("b", 1, 2, "shop_1", "GET /x"),
                call("c", 3, 2, "shop_1", "GET /x"),
                call("d", 1.5, 1, "shop_2", "GET /x"));

        List<InstanceLoad> instances = load().instances().stream()
                .filter(one -> "GET /x".equals(one.key().endpoint()))
                .toList();
        assertThat(instances).extracting(InstanceLoad::moduleId).containsExactly("shop_1", "shop_2");
        assertThat(instances).extracting(InstanceLoad::peak).containsExactly(2, 1);
        assertThat(instances).extracting(InstanceLoad::actions).containsExactly(3L, 1L);
        Gaps gaps = instances.get(0).gaps();
        assertThat(gaps.count()).isEqualTo(2);
        assertThat(gaps.meanSeconds()).isEqualTo(1.5);
        assertThat(gaps.scv()).isCloseTo(0.25 / 2.25, within(1e-9));
        assertThat(instances.get(0).first()).isEqualTo(at(0));
        assertThat(instances.get(0).last()).isEqualTo(at(5));
    }

    @Test
    void message_waitsInBusAndReceiver_areNotPartOfItsService() throws Exception {
        put(message("a", 0, 1, 3, 7));

        StationLoad work = station(load(), "worker", LIST);
        assertThat(work.bus()).isEqualTo(new StationLoad.Waits(1, 0, 1.0));
        assertThat(work.pool()).isEqualTo(new StationLoad.Waits(1, 0, 2.0));
        assertThat(work.front()).isEqualTo(new StationLoad.Waits(1, 0, 3.0));
        assertThat(service(work).meanSeconds()).isEqualTo(4);
        assertThat(work.busySeconds()).isEqualTo(4);
        assertThat(load().parts()).contains(new LoadPart(new StationKey("worker", LIST), 0, 1, 3.0));
    }

    @Test
    void message_elapsedFromTheReceipt_loosesTheWaitInTheReceiver() throws Exception {
        UUID id = UUID.randomUUID();
        put(ActionEvents.of("a", "worker", "worker_1").handlingWithElapsedFromReceipt(LIST, id, at(1), at(3), at(7)));

        assertThat(service(station(load(), "worker", LIST)).meanSeconds()).isEqualTo(4);
    }

    @Test
    void message_receivedBeforeItWasSent_hasNoKnownWaitInTheBus() throws Exception {
        put(message("a", 2, 1, 3, 7));

        StationLoad work = station(load(), "worker", LIST);
        assertThat(work.bus()).isEqualTo(new StationLoad.Waits(0, 1, null));
        assertThat(work.front().known()).isZero();
    }

    @Test
    void destination_tellsWhatWasSentAndNotReceived() throws Exception {
        put(
                message("a", 0, 1, 1, 2),
                message("b", 4, 5, 5, 6),
                ActionEvents.of("c", "shop", "shop_1").send(LIST, UUID.randomUUID(), null, at(5), 0.001));

        assertThat(load().destinations()).singleElement().satisfies(one -> {
            assertThat(one)
                    .extracting(DestinationLoad::sent, DestinationLoad::unreceived, DestinationLoad::receivers)
                    .containsExactly(3L, 1L, 1);
            assertThat(one.represented()).isEqualTo(3);
            assertThat(one.gaps()).isEqualTo(new Gaps(2, 2.5, 2.25 / 6.25));
        });
    }

    @Test
    void callees_sideBySideCountOnceInTheTimeElsewhere_andNotBeyondTheAction() throws Exception {
        UUID id = UUID.randomUUID();
        ActionEvents shop = ActionEvents.of("a", "shop", "shop_1");
        put(
                shop.call("GET /x", id, at(0), 10),
                shop.callOut("GET /slow", UUID.randomUUID(), id, at(1), 4),
                shop.callOut("GET /slow", UUID.randomUUID(), id, at(3), 3),
                shop.callOut("GET /late", UUID.randomUUID(), id, at(9), 30));

        assertThat(station(load(), "shop", "GET /x").elsewhereSeconds()).isEqualTo(6);
        assertThat(load().callees().stream().filter(one -> one.key().endpoint() != null))
                .extracting(Callee::endpoint, Callee::count, Callee::seconds)
                .containsExactly(tuple("GET /slow", 2.0, 7.0), tuple("GET /late", 1.0, 1.0));
    }

    @Test
    void sampledFlow_standsForOthers() throws Exception {
        put(ActionEvents.of("a", "shop", "shop_1").sampled(0.25).call("GET /x", at(0), 2));

        StationLoad x = station(load(), "shop", "GET /x");
        assertThat(x.sampled()).isTrue();
        assertThat(x.arrivals()).isEqualTo(1);
        assertThat(x.arrived()).isEqualTo(4);
        assertThat(x.busySeconds()).isEqualTo(8);
    }

    @Test
    void kind_isWhereAFlowEnters_whateverTheClocks() throws Exception {
        UUID in = UUID.randomUUID();
        UUID between = UUID.randomUUID();
        put(
                ActionEvents.of("a", "front", "front_1").call("GET /", in, at(10), 3),
                ActionEvents.of("a", "front", "front_1").callOut("GET /x", between, in, at(11), 1),
                ActionEvents.of("a", "shop", "shop_1").call("GET /x", between, at(9), 1),
                ActionEvents.of("begun before", "front", "front_1").call("GET /", at(-10), 11));

        assertThat(load().kinds()).extracting(FlowKindStep::kindModule).containsOnly("front");
        assertThat(load().kinds())
                .extracting(FlowKindStep::module, FlowKindStep::flows, FlowKindStep::ownSeconds)
                .containsExactly(tuple("front", 1.0, 2.0), tuple("shop", 1.0, 1.0));
    }

    @Test
    void moreEventsThanAreLookedAt_tellOfTheNewestPart() throws Exception {
        List<IncomingEvent> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            calls.addAll(call("f" + i, i, 0.5, "shop_1", "GET /x"));
        }
        put(calls);

        int most = calls.size() / 2;
        LoadQuery query = new LoadQuery(START, at(100), null, null, 10);
        Load newest = new DuckDbLoadStore(readers, most).load(query);
        assertThat(newest.from()).isBetween(at(60), at(95));
        assertThat(station(newest, "shop", "GET /x").arrivals()).isEqualTo((long)
                Math.ceil(100 - Duration.between(START, newest.from()).toMillis() / 1000.0));
        assertThat(newest.parts())
                .filteredOn(part -> part.key().endpoint() != null)
                .hasSize(10);

        assertThat(new DuckDbLoadStore(readers, calls.size()).load(query))
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

        Load newest = new DuckDbLoadStore(readers, 60).load(new LoadQuery(START, at(100), null, null, 10));

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
        assertThatThrownBy(() -> new DuckDbLoadStore(readers, 5).load(query))
                .isInstanceOf(QueryFailedException.class)
                .hasMessageContaining("more than advice looks at (50)");
    }

    @Test
    void nothing_isNothing() {
        assertThat(load())
                .isEqualTo(new Load(START, List.of(), 0, List.of(), List.of(), List.of(), List.of(), List.of()));
    }

    private static List<IncomingEvent> call(String flow, double at, double seconds, String instance, String endpoint) {
        return ActionEvents.of(flow, "shop", instance).call(endpoint, at(at), seconds);
    }

    private static List<IncomingEvent> message(
            String flow, double sent, double received, double started, double ended) {
        UUID id = UUID.randomUUID();
        return Stream.concat(
                        ActionEvents.of(flow, "shop", "shop_1").send(LIST, id, null, at(sent), 0.001).stream(),
                        ActionEvents.of(flow, "worker", "worker_1")
                                .handling(LIST, id, at(received), at(started), at(ended))
                                .stream())
                .toList();
    }

    private Load load() {
        if (loaded == null) {
            loaded = new DuckDbLoadStore(readers).load(new LoadQuery(START, at(100), null, null, 10));
        }
        return loaded;
    }

    private static StationLoad station(Load load, String module, @Nullable String endpoint) {
        return load.stations().stream()
                .filter(one -> one.key().equals(new StationKey(module, endpoint)))
                .findFirst()
                .orElseThrow();
    }

    private static StationLoad.Service service(StationLoad station) {
        StationLoad.Service service = station.service();
        assertThat(service).isNotNull();
        return service;
    }

    private static Instant at(double seconds) {
        return START.plusNanos(Math.round(seconds * 1e9));
    }

    @SafeVarargs
    private void put(List<IncomingEvent>... events) throws Exception {
        List<IncomingEvent> all = new ArrayList<>();
        for (List<IncomingEvent> some : events) {
            all.addAll(some);
        }
        store.store(new EventBatch(at(200), "test", all, List.of(), null, null, 100L * all.size()));
    }
}
