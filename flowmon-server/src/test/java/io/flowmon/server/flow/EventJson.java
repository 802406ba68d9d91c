/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.flow;

import io.flowmon.server.event.StoredEvent;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Events as their senders would send them. */
public final class EventJson {

    private EventJson() {}

    /** A JSON array. */
    public static String of(List<StoredEvent> events) {
        return events.stream().map(EventJson::of).collect(Collectors.joining(",", "[", "]"));
    }

    private static String of(StoredEvent event) {
        ObjectNode json = EventDocument.of(event);
        json.remove("received_at");
        return json.toString();
    }
}
