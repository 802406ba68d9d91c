/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import io.flowmon.server.event.IncomingEvent;
import io.flowmon.server.event.SealedOriginal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events for tests, with what does not matter filled in. */
public final class TestEvents {

    private TestEvents() {}

    /** An event inside a module. */
    public static IncomingEvent event(String flow, Instant at, String module, @Nullable String outcome) {
        return message(flow, at, module, "GET /a", "internal", UUID.randomUUID(), outcome, 0.25);
    }

    /** An event about a message. */
    public static IncomingEvent message(
            String flow,
            Instant at,
            String module,
            String endpoint,
            String role,
            UUID messageId,
            @Nullable String outcome,
            @Nullable Double elapsed) {
        return message(flow, at, module, endpoint, role, messageId, outcome, elapsed, 1);
    }

    /** An event about a message of a flow that is recorded among others. */
    public static IncomingEvent message(
            String flow,
            Instant at,
            String module,
            String endpoint,
            String role,
            UUID messageId,
            @Nullable String outcome,
            @Nullable Double elapsed,
            double sampleRate) {
        return new IncomingEvent(
                UUID.randomUUID(),
                flow,
                at,
                module,
                module + "_host_1",
                endpoint,
                "End call",
                role,
                null,
                messageId,
                null,
                null,
                outcome == null ? null : at,
                outcome == null ? null : elapsed,
                outcome,
                null,
                null,
                "{\"body\":\"Hällo 100%_\"}",
                "{\"accept\":\"*/*\"}",
                "[1.10]",
                "{\"order_id\":\"4711\",\"quote\":\"a\\\"b\"}",
                null,
                null,
                false,
                sampleRate,
                null,
                null,
                "{\"extra\":true}",
                null);
    }

    /** The same with other business keys, as JSON; null for none. */
    public static IncomingEvent withKeys(IncomingEvent event, @Nullable String keys) {
        return copy(event, event.messageType(), event.result(), keys, event.sealed());
    }

    /** The same of another message type, with that answer. */
    public static IncomingEvent withType(IncomingEvent event, String messageType, @Nullable String result) {
        return copy(event, messageType, result, event.businessKeys(), event.sealed());
    }

    /** The same with a sealed original of its payload. */
    public static IncomingEvent withSealed(IncomingEvent event, SealedOriginal sealed) {
        return copy(event, event.messageType(), event.result(), event.businessKeys(), sealed);
    }

    private static IncomingEvent copy(
            IncomingEvent event,
            String messageType,
            @Nullable String result,
            @Nullable String keys,
            @Nullable SealedOriginal sealed) {
        return new IncomingEvent(
                event.eventId(),
                event.correlationId(),
                event.timestamp(),
                event.moduleType(),
                event.moduleId(),
                event.endpoint(),
                messageType,
                event.role(),
                event.actionId(),
                event.messageId(),
                event.parentMessageId(),
                event.beginTimestamp(),
                event.endTimestamp(),
                event.elapsedSeconds(),
                event.outcome(),
                event.errorType(),
                event.errorMessage(),
                event.serviceParams(),
                event.headers(),
                result,
                keys,
                event.peer(),
                event.consumerGroup(),
                event.redelivered(),
                event.sampleRate(),
                event.traceId(),
                event.spanId(),
                event.others(),
                sealed);
    }
}
