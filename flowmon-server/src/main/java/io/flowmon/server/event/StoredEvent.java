/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event as it stands in the store. Field meanings are those of the event contract; absent fields are null.
 *
 * @param sequence the store's own number: ascending in the order of storing, without relation to time
 * @param timestamp when it happened, by the sender's clock
 * @param receivedAt when the server took it in, by the server's clock
 * @param elapsedSeconds {@code elapsed_time}, in seconds
 * @param serviceParams {@code service_params} as received
 * @param others top-level fields that the contract does not know, as received
 */
public record StoredEvent(
        long sequence,
        UUID eventId,
        String correlationId,
        Instant timestamp,
        Instant receivedAt,
        String moduleType,
        String moduleId,
        String endpoint,
        String messageType,
        String role,
        @Nullable UUID actionId,
        @Nullable UUID messageId,
        @Nullable UUID parentMessageId,
        @Nullable Instant beginTimestamp,
        @Nullable Instant endTimestamp,
        @Nullable Double elapsedSeconds,
        @Nullable String outcome,
        @Nullable String errorType,
        @Nullable String errorMessage,
        @Nullable ObjectNode serviceParams,
        @Nullable ObjectNode headers,
        @Nullable JsonNode result,
        Map<String, String> businessKeys,
        @Nullable String peer,
        @Nullable String consumerGroup,
        boolean redelivered,
        double sampleRate,
        @Nullable String traceId,
        @Nullable String spanId,
        @Nullable ObjectNode others) {

    /** A longer action than this is a mistake of whoever measured it. */
    public static final Duration LONGEST_ACTION = Duration.ofDays(36_500);

    private static final double NANOS_PER_SECOND = 1e9;

    /** How long the action took that this event closes, at most {@link #LONGEST_ACTION}; null if it closes none. */
    public @Nullable Duration elapsed() {
        if (elapsedSeconds == null) {
            return null;
        }
        double seconds = Math.min(elapsedSeconds, (double) LONGEST_ACTION.toSeconds());
        return Duration.ofNanos(Math.round(seconds * NANOS_PER_SECOND));
    }

    /** The earliest time that this event tells of: the begin of its action, as reported or reckoned, or its own. */
    public Instant from() {
        Duration elapsed = elapsed();
        Instant begin = beginTimestamp != null || elapsed == null ? beginTimestamp : timestamp.minus(elapsed);
        return begin != null && begin.isBefore(timestamp) ? begin : timestamp;
    }

    /** The latest time that this event tells of. */
    public Instant to() {
        return endTimestamp != null && endTimestamp.isAfter(timestamp) ? endTimestamp : timestamp;
    }
}
