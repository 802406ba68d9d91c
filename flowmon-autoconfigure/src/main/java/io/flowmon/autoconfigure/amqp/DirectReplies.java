/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.amqp;

import io.flowmon.autoconfigure.async.WorkInHand;
import io.flowmon.core.capture.CaptureFailures;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessagePostProcessor;

/**
 * Reports the answers that a template waits for: they come through a container that is no bean, and are handled by whoever
 * asked. Any thread.
 *
 * @param messages asked when the first answer comes
 */
record DirectReplies(Supplier<AmqpMessages> messages) implements MessagePostProcessor {

    @Override
    public Message postProcessMessage(Message message) {
        try {
            String queue = message.getMessageProperties().getReceivedRoutingKey();
            if (queue != null && Destinations.isDirectReply(queue)) {
                @Nullable WorkInHand work = messages.get().begin(message);
                if (work != null) {
                    work.end(null);
                }
            }
        } catch (Throwable t) {
            CaptureFailures.swallow("report an answer", t);
        }
        return message;
    }
}
