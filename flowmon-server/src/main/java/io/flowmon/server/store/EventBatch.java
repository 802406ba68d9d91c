/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import io.flowmon.server.event.IncomingEvent;
import io.flowmon.server.event.RejectedEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What arrived together and is stored in one transaction, or not at all.
 *
 * @param source where it came from, for a person who looks into what was rejected: {@code zeromq}, {@code http}
 * @param position set for a batch of a numbered session; anything but the session's next number stores nothing
 * @param request set for a request that may be repeated; a repetition stores nothing
 * @param bytes size as received, for the bound of the store's queue
 * @param undecodable whether the payload is no JSON: how many events it held is not known, and what is rejected of it is
 *     none of them
 */
public record EventBatch(
        Instant receivedAt,
        String source,
        List<IncomingEvent> events,
        List<RejectedEvent> rejected,
        @Nullable WirePosition position,
        @Nullable IdempotentRequest request,
        long bytes,
        boolean undecodable) {

    /** A batch that could be decoded. */
    public EventBatch(
            Instant receivedAt,
            String source,
            List<IncomingEvent> events,
            List<RejectedEvent> rejected,
            @Nullable WirePosition position,
            @Nullable IdempotentRequest request,
            long bytes) {
        this(receivedAt, source, events, rejected, position, request, bytes, false);
    }
}
