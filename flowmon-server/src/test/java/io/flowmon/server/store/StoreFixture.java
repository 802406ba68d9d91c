/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.server.event.IncomingEvent;
import io.flowmon.server.event.RejectedEvent;
import io.flowmon.server.event.StoredEvent;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Stores what a contract then asks for. */
abstract class StoreFixture {

    protected static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    protected abstract EventStore events();

    protected abstract FlowStore flows();

    List<StoredEvent> eventsOf(String flow) {
        return flows().events(flow, null, 1_000).items();
    }

    void store(IncomingEvent... events) throws Exception {
        assertThat(store(batch(List.of(events), List.of(), null, null)).stored())
                .isTrue();
    }

    Receipt store(EventBatch batch) throws Exception {
        return events().offer(batch).orElseThrow().get(20, TimeUnit.SECONDS);
    }

    static EventBatch batch(
            List<IncomingEvent> events,
            List<RejectedEvent> rejected,
            @Nullable WirePosition position,
            @Nullable IdempotentRequest request) {
        return new EventBatch(START.plusSeconds(1), "test", events, rejected, position, request, 100);
    }
}
