/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.flow;

import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.screen.Figures;
import io.flowmon.server.screen.PayloadView;
import io.flowmon.server.text.VisibleText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One event, for reading.
 *
 * @param offset time since the flow's start
 */
record EventView(
        String type,
        Instant timestamp,
        String offset,
        String moduleId,
        @Nullable String peer,
        @Nullable String errorType,
        @Nullable String errorMessage,
        List<PayloadView> payloads) {

    static EventView of(StoredEvent event, Instant flowStart) {
        return new EventView(
                VisibleText.of(event.messageType()),
                event.timestamp(),
                "+" + Figures.duration(Duration.between(flowStart, event.timestamp())),
                VisibleText.of(event.moduleId()),
                event.peer() == null ? null : VisibleText.of(event.peer()),
                event.errorType() == null ? null : VisibleText.of(event.errorType()),
                event.errorMessage() == null ? null : VisibleText.of(event.errorMessage()),
                Stream.of(
                                PayloadView.of("payload.params", event.serviceParams()),
                                PayloadView.of("payload.result", event.result()),
                                PayloadView.of("payload.headers", event.headers()),
                                PayloadView.of("payload.keys", businessKeys(event)),
                                PayloadView.of("payload.others", event.others()))
                        .filter(Objects::nonNull)
                        .toList());
    }

    private static ObjectNode businessKeys(StoredEvent event) {
        ObjectNode keys = JsonNodeFactory.instance.objectNode();
        event.businessKeys().forEach(keys::put);
        return keys;
    }
}
