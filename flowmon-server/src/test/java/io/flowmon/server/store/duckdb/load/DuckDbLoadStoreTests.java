/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.flowmon.server.advice.ActionEvents;
import io.flowmon.server.store.Callee;
import io.flowmon.server.store.DestinationLoad;
import io.flowmon.server.store.FlowKindStep;
import io.flowmon.server.store.Gaps;
import io.flowmon.server.store.InstanceLoad;
import io.flowmon.server.store.Load;
import io.flowmon.server.store.LoadPart;
import io.flowmon.server.store.StationKey;
import io.flowmon.server.store.StationLoad;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DuckDbLoadStoreTests extends LoadFixture {

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
    void kinds_ofASample_areScaled() throws Exception {
        put(
                ActionEvents.of("a", "shop", "shop_1").sampled(0.25).call("GET /x", at(0), 2),
                ActionEvents.of("b", "shop", "shop_1").sampled(0.25).call("GET /x", at(5), 1));

        assertThat(load().kinds())
                .extracting(FlowKindStep::flows, FlowKindStep::actions, FlowKindStep::serviceSeconds)
                .containsExactly(tuple(8.0, 8.0, 12.0));
    }

    @Test
    void destination_receivedUnderAnotherEndpoint_isReceived() throws Exception {
        UUID id = UUID.randomUUID();
        put(
                ActionEvents.of("a", "shop", "shop_1").send(LIST, id, null, at(1), 0.001),
                ActionEvents.of("a", "worker", "worker_1").handling("(none)", id, at(2), at(2), at(3)));

        assertThat(load().destinations())
                .extracting(DestinationLoad::sent, DestinationLoad::unreceived)
                .containsExactly(tuple(1L, 0L));
    }

    @Test
    void callMadeBeforeTheRange_isPartOfAnActionThatEndsInIt() throws Exception {
        UUID id = UUID.randomUUID();
        ActionEvents shop = ActionEvents.of("a", "shop", "shop_1");
        put(shop.call("GET /x", id, at(-20), 30), shop.callOut("GET /slow", UUID.randomUUID(), id, at(-15), 10));

        assertThat(station(load(), "shop", "GET /x").elsewhereSeconds()).isEqualTo(10);
        assertThat(load().callees().get(0).seconds()).isEqualTo(10);
    }

    @Test
    void actionsShorterThanClocksDiffer_areOneAtOnce() throws Exception {
        put(call("a", 0, 0.00005, "shop_1", "GET /x"), call("b", 1, 0.00005, "shop_1", "GET /x"));

        assertThat(load().instances()).extracting(InstanceLoad::peak).containsOnly(1);
    }

    @Test
    void nothing_isNothing() {
        assertThat(load())
                .isEqualTo(new Load(START, List.of(), 0, List.of(), List.of(), List.of(), List.of(), List.of()));
    }
}
