/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.flowmon.server.event.IncomingEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every store must make of many flows at once. */
public abstract class StatisticsContract {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05.000001Z");

    protected abstract EventStore events();

    protected abstract StatisticsStore statistics();

    @Test
    void endpoints_areCountedByModuleAndWhatEnded_theMostFrequentFirst() throws Exception {
        UUID call = UUID.randomUUID();
        store(
                TestEvents.message("a", START, "front", "POST /b", "sender", call, "server_error", 0.5, 0.5),
                TestEvents.message("a", START, "middle", "POST /b", "receiver", call, "server_error", 0.25, 0.5),
                TestEvents.message("b", START, "middle", "POST /b", "receiver", UUID.randomUUID(), "ok", 0.75),
                TestEvents.event("c", START.plusSeconds(2), "middle", "ok"));

        EndpointList endpoints = statistics().endpoints(START, START.plusSeconds(1), null);

        assertThat(endpoints.omitted()).isZero();
        assertThat(endpoints.endpoints())
                .extracting(EndpointStatistics::module, EndpointStatistics::count, EndpointStatistics::errors)
                .containsExactly(tuple("middle", 3L, 2L), tuple("front", 2L, 2L));
        assertThat(endpoints.endpoints().get(0).elapsedSeconds().p50()).isEqualTo(0.5);
        assertThat(statistics().endpoints(START, START.plusSeconds(1), "front").endpoints())
                .extracting(EndpointStatistics::module)
                .containsExactly("front");
    }

    @Test
    void flowRates_countFlowsWhereTheyBegin_andThoseThatFailed() throws Exception {
        store(
                TestEvents.event("a", START.plusMillis(250), "front", "ok"),
                TestEvents.event("a", START.plusSeconds(2), "back", "ok"),
                TestEvents.event("b", START.plusSeconds(6), "front", "timeout"),
                TestEvents.event("b", START.plusSeconds(7), "front", "ok"),
                TestEvents.message(
                        "c", START.plusSeconds(7), "front", "GET /a", "internal", UUID.randomUUID(), "ok", 0.25, 0.25));

        List<FlowRate> rates = statistics().flowRates(START, START.plusSeconds(10), 2);

        assertThat(rates)
                .extracting(FlowRate::from, FlowRate::count, FlowRate::failed)
                .containsExactly(tuple(START, 1L, 0L), tuple(START.plusSeconds(5), 5L, 1L));
        assertThat(rates.get(0).durationSeconds()).extracting(Percentiles::p50).isEqualTo(2.0);
    }

    @Test
    void flowRates_flowWhoseActionBeganBefore_countsInTheFirstPart() throws Exception {
        store(TestEvents.event("a", START.plusMillis(100), "front", "ok"));

        assertThat(statistics().flowRates(START, START.plusSeconds(10), 5))
                .extracting(FlowRate::from, FlowRate::count)
                .containsExactly(tuple(START, 1L));
    }

    @Test
    void intakeRates_countEventsByTheirReceipt() throws Exception {
        Instant before = Instant.now();
        store(TestEvents.event("a", START, "front", "ok"), TestEvents.event("b", START, "front", "ok"));

        assertThat(statistics()
                        .intakeRates(before.minusSeconds(1), Instant.now().plusSeconds(10), 1))
                .extracting(IntakeRate::events)
                .containsExactly(2L);
        assertThat(statistics().intakeRates(START, START.plusSeconds(10), 1)).isEmpty();
    }

    private void store(IncomingEvent... events) throws Exception {
        EventBatch batch = new EventBatch(Instant.now(), "http", List.of(events), List.of(), null, null, 1_000);
        assertThat(events().offer(batch).orElseThrow().get(20, TimeUnit.SECONDS).stored())
                .isTrue();
    }
}
