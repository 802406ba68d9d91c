/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.LongString;
import io.flowmon.autoconfigure.async.MessagesInHand;
import io.flowmon.autoconfigure.async.ReceivedMessage;
import io.flowmon.autoconfigure.async.WorkInHand;
import io.flowmon.autoconfigure.bus.BusRecorder;
import io.flowmon.autoconfigure.bus.BusSending;
import io.flowmon.autoconfigure.bus.Destination;
import io.flowmon.autoconfigure.bus.MessageIds;
import io.flowmon.core.capture.CaptureFailures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;

/** Messages on their way to and from RabbitMQ. Any thread; never throws. */
final class AmqpMessages {

    private final BusRecorder recorder;
    private final MessagesInHand inHand;

    AmqpMessages(BusRecorder recorder, MessagesInHand inHand) {
        this.recorder = recorder;
        this.inHand = inHand;
    }

    /** A message that is about to be published; null where it is left alone. */
    @Nullable
    BusSending sending(AMQP.Basic.Publish publish, AMQP.BasicProperties properties, byte[] body) {
        BusSending sending = recorder.sending(
                Destinations.of(publish.getExchange(), publish.getRoutingKey()), text(properties.getHeaders()));
        if (sending != null) {
            sending.payload(AmqpPayload.of(body, properties.getContentType(), properties.getContentEncoding()));
            if (!publish.getExchange().isEmpty()) {
                sending.fact("routing_key", publish.getRoutingKey());
            }
        }
        return sending;
    }

    /** The same properties, with the ids of {@code sending} for those that they may have. */
    static AMQP.BasicProperties withIds(AMQP.BasicProperties properties, BusSending sending) {
        Map<String, Object> headers = new HashMap<>();
        if (properties.getHeaders() != null) {
            headers.putAll(properties.getHeaders());
        }
        headers.keySet().removeAll(MessageIds.NAMES);
        sending.ids(headers::put);
        return properties.builder().headers(headers).build();
    }

    /** The calling thread took {@code response} from {@code queue}, or found nothing there. */
    void taken(String queue, @Nullable GetResponse response) {
        try {
            ReceivedMessage message = response == null ? null : received(queue, response);
            if (message == null) {
                inHand.letGo();
            } else {
                inHand.take(List.of(message));
            }
        } catch (Throwable t) {
            CaptureFailures.swallow("report a message that was taken", t);
        }
    }

    private @Nullable ReceivedMessage received(String queue, GetResponse response) {
        AMQP.BasicProperties properties = response.getProps();
        return recorder.received(
                Destinations.queue(queue),
                text(properties.getHeaders()),
                AmqpPayload.of(response.getBody(), properties.getContentType(), properties.getContentEncoding()),
                null,
                response.getEnvelope().isRedeliver());
    }

    /** What a listener is called with: a message, or a list of them. */
    @Nullable
    WorkInHand begin(@Nullable Object delivered) {
        try {
            List<ReceivedMessage> received = new ArrayList<>();
            for (Object each :
                    delivered instanceof List<?> batch ? batch : List.of(delivered == null ? "" : delivered)) {
                ReceivedMessage message = each instanceof Message given ? received(given) : null;
                if (message != null) {
                    received.add(message);
                }
            }
            return received.isEmpty() ? null : inHand.begin(received);
        } catch (Throwable t) {
            CaptureFailures.swallow("report the handling of a message", t);
            return null;
        }
    }

    private @Nullable ReceivedMessage received(Message message) {
        MessageProperties properties = message.getMessageProperties();
        String queue = properties.getConsumerQueue();
        String routingKey = properties.getReceivedRoutingKey();
        Destination source = Destinations.queue(queue != null ? queue : routingKey != null ? routingKey : "");
        return recorder.received(
                source,
                text(properties.getHeaders()),
                AmqpPayload.of(message.getBody(), properties.getContentType(), properties.getContentEncoding()),
                null,
                Boolean.TRUE.equals(properties.isRedelivered()));
    }

    private static UnaryOperator<@Nullable String> text(@Nullable Map<String, Object> headers) {
        return name -> {
            Object value = headers == null ? null : headers.get(name);
            return value instanceof String || value instanceof LongString ? value.toString() : null;
        };
    }
}
