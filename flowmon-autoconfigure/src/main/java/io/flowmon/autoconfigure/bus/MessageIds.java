/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.bus;

import io.flowmon.core.context.CorrelationIds;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.context.SampleRate;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The ids that a message carries in headers.
 *
 * @param context the flow while the message is handled
 * @param messageId the message
 * @param parentMessageId the message that was being handled when this one was sent
 */
public record MessageIds(
        FlowContext context, UUID messageId, @Nullable UUID parentMessageId) {

    /** The headers. Whatever a message has under these names when it is sent is replaced. */
    public static final Set<String> NAMES =
            Set.of(Names.CORRELATION_ID, Names.MESSAGE_ID, Names.PARENT_ID, Names.SAMPLED);

    /** Marks a message that is sent again after a failure. Whoever sends it says so: it passes as it is. */
    public static final String REPLAY = "flowmon-replay";

    private static final int UUID_LENGTH = 36;

    /**
     * The ids among headers, or null where there are none that can be used: what others wrote is never trusted.
     *
     * @param header the value of a header as text, or null
     */
    public static @Nullable MessageIds read(UnaryOperator<@Nullable String> header) {
        String correlationId = header.apply(Names.CORRELATION_ID);
        UUID id = uuid(header.apply(Names.MESSAGE_ID));
        if (correlationId == null || !CorrelationIds.isValid(correlationId) || id == null) {
            return null;
        }
        double rate = SampleRate.carried(header.apply(Names.SAMPLED), true).orElse(1);
        boolean replay = "true".equals(header.apply(REPLAY));
        FlowContext context = new FlowContext(correlationId, id, rate).replay(replay);
        return new MessageIds(context, id, uuid(header.apply(Names.PARENT_ID)));
    }

    /** Gives {@code header} the ids of a message that {@code sender} sends. */
    public static void write(FlowContext sender, UUID messageId, BiConsumer<String, String> header) {
        header.accept(Names.CORRELATION_ID, sender.correlationId());
        header.accept(Names.MESSAGE_ID, messageId.toString());
        if (sender.messageId() != null) {
            header.accept(Names.PARENT_ID, sender.messageId().toString());
        }
        if (sender.sampleRate() < 1) {
            header.accept(Names.SAMPLED, SampleRate.format(sender.sampleRate()));
        }
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        if (text == null || text.length() != UUID_LENGTH) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noUuid) {
            return null;
        }
    }

    private static final class Names {
        static final String CORRELATION_ID = "flowmon-correlation-id";
        static final String MESSAGE_ID = "flowmon-message-id";
        static final String PARENT_ID = "flowmon-parent-id";
        static final String SAMPLED = "flowmon-sampled";
    }
}
