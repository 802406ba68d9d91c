/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A channel on which RabbitMQ says of each message whether it has it (publisher confirms), and gives back what no queue takes
 * ({@code mandatory}). One thread publishes; answers come on the connection's own.
 */
final class ConfirmedChannel {

    private static final int PERSISTENT = 2;

    private final Channel channel;
    private final long begun;
    private final ConcurrentNavigableMap<Long, CompletableFuture<ResendOutcome>> unconfirmed =
            new ConcurrentSkipListMap<>();
    private final Map<String, CompletableFuture<ResendOutcome>> byMessageId = new ConcurrentHashMap<>();

    private ConfirmedChannel(Channel channel, long begun) {
        this.channel = channel;
        this.begun = begun;
    }

    /** On a channel that was just opened. */
    static ConfirmedChannel on(Channel channel, long begun) throws IOException {
        ConfirmedChannel confirmed = new ConfirmedChannel(channel, begun);
        channel.addReturnListener(confirmed::returned);
        channel.addConfirmListener(
                (number, multiple) -> confirmed.answered(number, multiple, () -> ResendOutcome.ok(null, begun)),
                (number, multiple) -> confirmed.answered(
                        number, multiple, () -> ResendOutcome.failed("RabbitMQ could not take it", begun)));
        channel.addShutdownListener(confirmed::closed);
        channel.confirmSelect();
        return confirmed;
    }

    /**
     * Writes a message.
     *
     * @param answer completed when RabbitMQ has answered, or the channel was closed
     */
    void publish(RabbitAddress address, Resend message, CompletableFuture<ResendOutcome> answer) throws IOException {
        unconfirmed.put(channel.getNextPublishSeqNo(), answer);
        byMessageId.put(message.messageId().toString(), answer);
        channel.basicPublish(
                address.exchange(), address.routingKey(), true, properties(message), CarriedIds.body(message));
    }

    /** Gives the channel back. */
    void close() {
        try {
            channel.close();
        } catch (IOException | TimeoutException | ShutdownSignalException gone) {
            unconfirmed.clear();
        }
    }

    private static AMQP.BasicProperties properties(Resend message) {
        Map<String, Object> headers = new LinkedHashMap<>();
        if (message.carrier() == Resend.Carrier.HEADERS) {
            headers.putAll(CarriedIds.headers(message));
        }
        return new AMQP.BasicProperties.Builder()
                .messageId(message.messageId().toString())
                .timestamp(Date.from(message.sentAt()))
                .deliveryMode(PERSISTENT)
                .contentType(
                        message.carrier() == Resend.Carrier.ENVELOPE
                                ? PayloadTypes.JSON_TYPE
                                : PayloadTypes.of(message.payload()))
                .headers(headers)
                .build();
    }

    private void answered(long number, boolean multiple, Supplier<ResendOutcome> outcome) {
        Map<Long, CompletableFuture<ResendOutcome>> these =
                multiple ? unconfirmed.headMap(number, true) : unconfirmed.subMap(number, true, number, true);
        these.values().forEach(answer -> answer.complete(outcome.get()));
        these.clear();
    }

    /** What is returned is confirmed as well, afterwards: the first counts. */
    private void returned(Return back) {
        CompletableFuture<ResendOutcome> answer =
                byMessageId.get(String.valueOf(back.getProperties().getMessageId()));
        if (answer != null) {
            answer.complete(ResendOutcome.failed("no queue takes it: " + back.getReplyText(), begun));
        }
    }

    private void closed(ShutdownSignalException signal) {
        ResendOutcome failed = ResendOutcome.failed(reason(signal), begun);
        unconfirmed.values().forEach(answer -> answer.complete(failed));
    }

    private static String reason(ShutdownSignalException signal) {
        Method reason = signal.getReason();
        if (reason instanceof AMQP.Channel.Close close) {
            return close.getReplyText();
        }
        return reason instanceof AMQP.Connection.Close close ? close.getReplyText() : Failures.text(signal);
    }
}
