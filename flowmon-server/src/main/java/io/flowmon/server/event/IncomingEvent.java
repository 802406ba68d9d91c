/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that was decoded and checked, and is yet to be stored. Field meanings are those of the event contract; absent
 * fields are null. The JSON parts are kept as text, because the store keeps them so: a tree is built only for the few
 * events that someone looks at.
 *
 * @param serviceParams a JSON object, as received
 * @param headers a JSON object, as received
 * @param result any JSON value, as received
 * @param businessKeys a JSON object of strings, without white space
 * @param others a JSON object of the top-level fields that the contract does not know
 * @param sealed the sealed original of the payload, for the vault; null for none
 */
public record IncomingEvent(
        UUID eventId,
        String correlationId,
        Instant timestamp,
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
        @Nullable String serviceParams,
        @Nullable String headers,
        @Nullable String result,
        @Nullable String businessKeys,
        @Nullable String peer,
        @Nullable String consumerGroup,
        boolean redelivered,
        double sampleRate,
        @Nullable String traceId,
        @Nullable String spanId,
        @Nullable String others,
        @Nullable SealedOriginal sealed) {}
