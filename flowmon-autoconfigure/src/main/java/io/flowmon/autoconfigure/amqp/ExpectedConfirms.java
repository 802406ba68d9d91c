/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.amqp;

import com.rabbitmq.client.AMQP;
import io.flowmon.autoconfigure.bus.BusSending;
import io.flowmon.core.capture.CaptureFailures;
import io.flowmon.core.event.Outcome;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.AmqpMessageReturnedException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessagePostProcessor;
import org.springframework.amqp.core.ReturnedMessage;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.connection.PublisherCallbackChannel;

/**
 * Knows which messages the broker will confirm: a template tells here what it is about to publish, and what the client
 * publishes a moment later on the same thread waits for that confirm. Any thread.
 */
final class ExpectedConfirms implements MessagePostProcessor {

    private static final ThreadLocal<@Nullable CorrelationData> ABOUT_TO_PUBLISH = new ThreadLocal<>();

    @Override
    public Message postProcessMessage(Message message) {
        return message;
    }

    @Override
    public Message postProcessMessage(
            Message message,
            org.springframework.amqp.core.@Nullable Correlation correlation,
            String exchange,
            String routingKey) {
        if (correlation instanceof CorrelationData expected) {
            ABOUT_TO_PUBLISH.set(expected);
        } else {
            ABOUT_TO_PUBLISH.remove();
        }
        return message;
    }

    /** Ends {@code sending}, which the client has published: now, or as soon as the broker says what became of it. */
    void whenKnown(AMQP.BasicProperties published, BusSending sending) {
        CorrelationData expected = ABOUT_TO_PUBLISH.get();
        ABOUT_TO_PUBLISH.remove();
        if (expected == null || !isExpected(published.getHeaders(), expected)) {
            sending.done();
            return;
        }
        try {
            CompletableFuture<?> unused = expected.getFuture()
                    .whenComplete((confirm, error) -> end(sending, expected.getReturned(), confirm, error));
        } catch (Throwable t) {
            CaptureFailures.swallow("wait for a confirm", t);
            sending.done();
        }
    }

    /** The template writes this header where the channel will confirm, and only there. */
    private static boolean isExpected(@Nullable Map<String, Object> headers, CorrelationData expected) {
        return headers != null
                && expected.getId().equals(headers.get(PublisherCallbackChannel.RETURNED_MESSAGE_CORRELATION_KEY));
    }

    private static void end(
            BusSending sending,
            @Nullable ReturnedMessage returned,
            CorrelationData.@Nullable Confirm confirm,
            @Nullable Throwable error) {
        if (error != null) {
            sending.failed(error);
        } else if (returned != null) {
            String reason = "The broker returned it: " + returned.getReplyCode() + " " + returned.getReplyText();
            sending.failed(Outcome.EXCEPTION, new AmqpMessageReturnedException(reason, returned));
        } else if (confirm != null && !confirm.ack()) {
            sending.failed(Outcome.EXCEPTION, new AmqpException("The broker did not take it: " + confirm.reason()));
        } else {
            sending.done();
        }
    }
}
