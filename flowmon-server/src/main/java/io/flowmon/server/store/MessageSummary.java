/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message in one line.
 *
 * @param kind {@code call} or {@code message}
 * @param endpoint as its receiver names it, else as its sender does
 * @param start the first time that is known of it
 * @param sender module type; null when no sender reported
 * @param receivers module types
 * @param deliveries how often it was received
 * @param inBusSeconds from the begin of sending to the first receipt, by the clocks of both; null when it is not known or
 *     would be negative
 * @param handlingSeconds how long the longest handling took, or the call as its sender saw it; null while none has ended
 * @param replays how often it was sent again
 */
public record MessageSummary(
        UUID messageId,
        @Nullable UUID parentMessageId,
        String correlationId,
        String kind,
        String endpoint,
        MessageState state,
        Instant start,
        @Nullable String sender,
        List<String> receivers,
        long deliveries,
        @Nullable Double inBusSeconds,
        @Nullable Double handlingSeconds,
        long replays) {}
