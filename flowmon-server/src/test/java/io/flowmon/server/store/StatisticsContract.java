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

    private void store(IncomingEvent... events) throws Exception {
        EventBatch batch = new EventBatch(Instant.now(), "http", List.of(events), List.of(), null, null, 1_000);
        assertThat(events().offer(batch).orElseThrow().get(20, TimeUnit.SECONDS).stored())
                .isTrue();
    }
}
