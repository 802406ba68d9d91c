/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that is sent again, as a new one.
 *
 * @param messageId the new message
 * @param originalId the message whose content it repeats: its parent
 * @param sentAt now, by this server's clock
 * @param endpoint where the original went, as its sender named it
 * @param carrier how the ids travel
 * @param payload the content; empty for a call without a body
 * @param call what only an HTTP call has; null for a message over a bus
 */
@SuppressWarnings("ArrayRecordComponent") // passed on at once, never compared
public record Resend(
        UUID messageId,
        UUID originalId,
        String correlationId,
        Instant sentAt,
        String endpoint,
        Carrier carrier,
        byte[] payload,
        @Nullable Call call) {

    /** The same message with another content. */
    public Resend withPayload(byte[] content) {
        return new Resend(messageId, originalId, correlationId, sentAt, endpoint, carrier, content, call);
    }

    /** How the ids of a message travel. */
    public enum Carrier {
        /** Around the payload. */
        ENVELOPE,
        /** Beside the payload: headers, or fields of a stream's entry. */
        HEADERS
    }

    /**
     * An HTTP request.
     *
     * @param host the called host, with a port if it had one
     * @param path the raw path
     * @param query the raw query; null for none
     * @param contentType the declared type of the body; null for none
     */
    public record Call(
            String method,
            String host,
            String path,
            @Nullable String query,
            @Nullable String contentType) {}
}
