/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.envelope;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as it lies in a bus that has no headers: the ids of its flow, and the payload that the sender gave.
 *
 * @param correlationId the flow
 * @param messageId the message itself
 * @param parentMessageId the message that was being handled when this one was sent
 * @param sentAt when it was sent, by the sender's clock
 * @param sampleRate the share of flows that is recorded, this one among them; 0 for a flow that is not recorded
 * @param replay whether it was sent again after a failure; its parent is then the message whose content it repeats
 * @param content the payload's own bytes; never changed after construction
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared: a payload is not copied for the sake of a value
public record Envelope(
        String correlationId,
        UUID messageId,
        @Nullable UUID parentMessageId,
        @Nullable Instant sentAt,
        double sampleRate,
        boolean replay,
        byte[] content) {

    /** A message that is sent for the first time. */
    public Envelope(
            String correlationId,
            UUID messageId,
            @Nullable UUID parentMessageId,
            @Nullable Instant sentAt,
            double sampleRate,
            byte[] content) {
        this(correlationId, messageId, parentMessageId, sentAt, sampleRate, false, content);
    }
}
