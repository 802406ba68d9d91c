/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.kafka;

import io.flowmon.autoconfigure.async.MessagesInHand;
import io.flowmon.autoconfigure.async.ReceivedMessage;
import io.flowmon.autoconfigure.bus.BusRecorder;
import io.flowmon.autoconfigure.bus.BusSending;
import io.flowmon.autoconfigure.bus.Destination;
import io.flowmon.autoconfigure.bus.MessageIds;
import io.flowmon.autoconfigure.bus.Payload;
import io.flowmon.core.context.CurrentFlow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.KafkaUtils;

/** Messages on their way to and from Kafka. Any thread. */
final class KafkaMessages {

    private final BusRecorder recorder;
    private final MessagesInHand inHand;
    private final CurrentFlow flow;
    private final FailedRecords failed = new FailedRecords();

    KafkaMessages(BusRecorder recorder, MessagesInHand inHand, CurrentFlow flow) {
        this.recorder = recorder;
        this.inHand = inHand;
        this.flow = flow;
    }

    MessagesInHand inHand() {
        return inHand;
    }

    CurrentFlow flow() {
        return flow;
    }

    /** A record that is about to be sent; null where it is left alone. */
    @Nullable
    BusSending sending(ProducerRecord<?, ?> record) {
        return recorder.sending(topic(record.topic()), text(record.headers()));
    }

    /**
     * The same record, with the ids of {@code sending} for those that it may have. A new one: what the application has is
     * its own, and cannot be written to any more where it was sent before.
     */
    static <K, V> ProducerRecord<K, V> withIds(ProducerRecord<K, V> record, BusSending sending) {
        Headers headers = new RecordHeaders();
        for (Header header : record.headers()) {
            if (!MessageIds.NAMES.contains(header.key())) {
                headers.add(header);
            }
        }
        sending.ids((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return new ProducerRecord<>(
                record.topic(), record.partition(), record.timestamp(), record.key(), record.value(), headers);
    }

    /** A record that the calling container's thread has polled; null where it is left alone. */
    @Nullable
    ReceivedMessage received(ConsumerRecord<?, ?> record) {
        String group = KafkaUtils.getConsumerGroupId();
        return recorder.received(
                topic(record.topic()),
                text(record.headers()),
                payload(record),
                group,
                failed.remove(group, record) || isAttempted(record));
    }

    /** A listener failed with it: if it comes again, it was received before. */
    void failed(ConsumerRecord<?, ?> record) {
        failed.add(KafkaUtils.getConsumerGroupId(), record);
    }

    /** The container counts attempts in a header if it was told to. */
    private static boolean isAttempted(ConsumerRecord<?, ?> record) {
        Header attempt = record.headers().lastHeader(KafkaHeaders.DELIVERY_ATTEMPT);
        byte[] count = attempt == null ? null : attempt.value();
        return count != null
                && count.length == Integer.BYTES
                && ByteBuffer.wrap(count).getInt() > 1;
    }

    /** The bytes are gone once the value has been read: only of text they can be told again. */
    private static Payload payload(ConsumerRecord<?, ?> record) {
        if (record.value() instanceof byte[] bytes) {
            return Payload.of(bytes, null, null);
        }
        if (record.value() instanceof String text) {
            return max -> max == 0
                    ? Payload.ofSize(record.serializedValueSize()).captured(max)
                    : Payload.of(text.getBytes(StandardCharsets.UTF_8), null, null)
                            .captured(max);
        }
        return Payload.ofSize(Math.max(0, record.serializedValueSize()));
    }

    private static Destination topic(String name) {
        return new Destination("TOPIC " + name, name);
    }

    private static UnaryOperator<@Nullable String> text(Headers headers) {
        return name -> {
            Header header = headers.lastHeader(name);
            byte[] value = header == null ? null : header.value();
            return value == null ? null : new String(value, StandardCharsets.UTF_8);
        };
    }
}
