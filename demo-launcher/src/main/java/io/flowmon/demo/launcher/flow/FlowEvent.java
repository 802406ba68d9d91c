/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher.flow;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is needed of an event; docs/events.md describes the fields. Times are the module's own clock. */
public record FlowEvent(
        UUID eventId,
        String correlationId,
        OffsetDateTime timestamp,
        String moduleType,
        String endpoint,
        String messageType,
        String role,
        @Nullable UUID actionId,
        @Nullable UUID messageId,
        @Nullable UUID parentMessageId,
        @Nullable OffsetDateTime beginTimestamp,
        @Nullable Double elapsedTime,
        @Nullable String outcome) {

    boolean isSender() {
        return role.equals("sender");
    }

    boolean isReceiver() {
        return role.equals("receiver");
    }

    boolean isEnd() {
        return outcome != null;
    }
}
