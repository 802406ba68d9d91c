/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Consumer;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.observation.ObservationCollector;
import io.flowmon.autoconfigure.bus.BusSending;
import io.flowmon.core.capture.CaptureFailures;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * Where the client publishes and gets: whoever asks it to, every message passes here once for each attempt, after all
 * converters and post-processors of the application. What was there before is called as before. Any thread.
 */
final class RecordingCollector implements ObservationCollector {

    private final ObservationCollector application;
    private final Supplier<AmqpMessages> messages;
    private final ExpectedConfirms confirms;

    /** @param messages asked when the first message is sent or taken, and not while beans are made */
    RecordingCollector(ObservationCollector application, Supplier<AmqpMessages> messages, ExpectedConfirms confirms) {
        this.application = application;
        this.messages = messages;
        this.confirms = confirms;
    }

    @Override
    public void publish(
            PublishCall call,
            AMQP.Basic.Publish publish,
            AMQP.@Nullable BasicProperties given,
            byte[] body,
            ConnectionInfo connection)
            throws IOException {
        AMQP.BasicProperties properties = given == null ? new AMQP.BasicProperties() : given;
        BusSending sending = sending(publish, properties, body);
        if (sending == null) {
            application.publish(call, publish, properties, body, connection);
            return;
        }
        try {
            application.publish(call, publish, AmqpMessages.withIds(properties, sending), body, connection);
        } catch (Throwable failure) {
            sending.failed(failure);
            throw failure;
        }
        confirms.whenKnown(properties, sending);
    }

    private @Nullable BusSending sending(
            AMQP.Basic.Publish publish, AMQP.BasicProperties properties, byte @Nullable [] body) {
        try {
            return messages.get().sending(publish, properties, body == null ? new byte[0] : body);
        } catch (Throwable t) {
            CaptureFailures.swallow("give a message its ids", t);
            return null;
        }
    }

    /** Whatever consumes: the containers' listeners are followed where they are called, on their own threads. */
    @Override
    public Consumer basicConsume(String queue, String consumerTag, Consumer consumer) {
        return application.basicConsume(queue, consumerTag, consumer);
    }

    @Override
    @NullUnmarked // null where the queue is empty
    public GetResponse basicGet(BasicGetCall call, String queue) {
        GetResponse response = application.basicGet(call, queue);
        try {
            messages.get().taken(queue, response);
        } catch (Throwable t) {
            CaptureFailures.swallow("report a message that was taken", t);
        }
        return response;
    }
}
