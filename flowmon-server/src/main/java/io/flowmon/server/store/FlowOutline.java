/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import io.flowmon.server.event.StoredEvent;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A flow without its payloads.
 *
 * @param events by time, at least one; without parameters, headers, results, keys and errors
 * @param replays messages that were sent again by this server, with the one whose content they repeat
 */
public record FlowOutline(String correlationId, List<StoredEvent> events, Map<UUID, UUID> replays) {

    public FlowOutline {
        events = List.copyOf(events);
        replays = Map.copyOf(replays);
    }
}
