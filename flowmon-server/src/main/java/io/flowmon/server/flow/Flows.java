/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.flow;

import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.store.FlowStore;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds flows by their correlation id. Any thread. */
@Component
public class Flows {

    private final FlowStore store;

    Flows(FlowStore store) {
        this.store = store;
    }

    /**
     * The flow as far as it is known now.
     *
     * @throws FlowNotFoundException when nothing is stored under the id
     */
    public Flow get(String correlationId) {
        List<StoredEvent> events = store.events(correlationId);
        if (events.isEmpty()) {
            throw new FlowNotFoundException(correlationId);
        }
        return FlowAssembler.assemble(correlationId, events);
    }
}
