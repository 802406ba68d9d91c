/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flowmon.server.store.MessageSummary;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message in one line of a list.
 *
 * @param inBus seconds from its sending to its first receipt; absent when they are not known
 * @param handling seconds that the longest handling took; absent while none has ended
 * @param replays how often it was sent again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageLine(
        UUID messageId,
        @Nullable UUID parentMessageId,
        String correlationId,
        String kind,
        String endpoint,
        String state,
        Instant start,
        @Nullable String sender,
        List<String> receivers,
        long deliveries,
        @Nullable Double inBus,
        @Nullable Double handling,
        long replays) {

    /** The line of a message. */
    public static MessageLine of(MessageSummary message) {
        return new MessageLine(
                message.messageId(),
                message.parentMessageId(),
                message.correlationId(),
                message.kind(),
                message.endpoint(),
                message.state().wireName(),
                message.start(),
                message.sender(),
                message.receivers(),
                message.deliveries(),
                message.inBusSeconds(),
                message.handlingSeconds(),
                message.replays());
    }
}
