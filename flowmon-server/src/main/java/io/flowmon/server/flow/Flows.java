/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.flow;

import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.store.FlowStore;
import io.flowmon.server.store.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds flows by their correlation id. Any thread. */
@Component
public class Flows {

    private final FlowStore store;

    Flows(FlowStore store) {
        this.store = store;
    }

    /**
     * The flow as far as it is known now, and as far as one answer may hold it.
     *
     * @throws FlowNotFoundException when nothing is stored under the id
     */
    public Flow get(String correlationId) {
        Page<StoredEvent> events = store.events(correlationId, null, Integer.MAX_VALUE);
        if (events.items().isEmpty()) {
            throw new FlowNotFoundException(correlationId);
        }
        Flow flow = FlowAssembler.assemble(correlationId, events.items());
        return events.cursor() == null ? flow : flow.asFirstPart(store.eventCount(correlationId), events.cursor());
    }

    /**
     * A page of the flow's events by time.
     *
     * @throws FlowNotFoundException when nothing is stored under the id
     */
    Page<StoredEvent> events(String correlationId, @Nullable String cursor, int limit) {
        Page<StoredEvent> events = store.events(correlationId, cursor, limit);
        if (cursor == null && events.items().isEmpty()) {
            throw new FlowNotFoundException(correlationId);
        }
        return events;
    }
}
