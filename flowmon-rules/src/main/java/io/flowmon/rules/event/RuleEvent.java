/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.event;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What rules see of an event: everything but its payloads. Field meanings are those of the event contract.
 *
 * @param sequence the store's own number, ascending in the order of storing
 * @param timestamp when it happened, by the sender's clock
 * @param receivedAt when the server took it in, by the server's clock
 * @param elapsedSeconds of the action that the event closes; null if it closes none
 * @param outcome of that action
 * @param receivers how many a channel's message was handed to; null for all else
 * @param sampleRate the share of flows that is recorded, in (0, 1]
 */
public record RuleEvent(
        long sequence,
        String eventId,
        String correlationId,
        Instant timestamp,
        Instant receivedAt,
        String moduleType,
        String moduleId,
        String endpoint,
        String messageType,
        String role,
        @Nullable String actionId,
        @Nullable String messageId,
        @Nullable String parentMessageId,
        @Nullable Double elapsedSeconds,
        @Nullable String outcome,
        @Nullable String peer,
        @Nullable String consumerGroup,
        boolean redelivered,
        @Nullable Long receivers,
        double sampleRate) {

    /** As far as a sender's clock may be ahead of the server's. */
    private static final Duration AHEAD = Duration.ofSeconds(5);

    /** The time that rules run on: a sender's clock that is ahead moves nobody else's. */
    public Instant time() {
        if (!timestamp.isAfter(receivedAt)) {
            return timestamp;
        }
        Instant latest = receivedAt.plus(AHEAD);
        return timestamp.isBefore(latest) ? timestamp : latest;
    }

    /** Whether an action ends with it. */
    public boolean endsAction() {
        return elapsedSeconds != null;
    }
}
