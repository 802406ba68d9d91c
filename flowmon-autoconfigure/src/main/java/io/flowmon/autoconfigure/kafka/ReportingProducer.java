/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.kafka;

import io.flowmon.autoconfigure.bus.BusSending;
import io.flowmon.core.capture.CaptureFailures;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A producer whose records get ids, and are reported when the broker has acknowledged them. A proxy, because the interface
 * grows with Kafka; every other method is the producer's own. Any thread.
 *
 * @param producer the producer
 * @param messages asked when the first record is sent
 */
record ReportingProducer<K, V>(Producer<K, V> producer, Supplier<KafkaMessages> messages) implements InvocationHandler {

    @SuppressWarnings("unchecked") // a proxy of this very interface
    static <K, V> Producer<K, V> of(Producer<K, V> producer, Supplier<KafkaMessages> messages) {
        return (Producer<K, V>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(),
                new Class<?>[] {Producer.class},
                new ReportingProducer<>(producer, messages));
    }

    @Override
    @SuppressWarnings("unchecked") // what a producer's send takes
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] args) throws Throwable {
        if (method.getName().equals("send") && args != null && args[0] instanceof ProducerRecord<?, ?> record) {
            return send((ProducerRecord<K, V>) record, args.length > 1 ? (Callback) args[1] : null);
        }
        try {
            return method.invoke(producer, args);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        }
    }

    private Future<RecordMetadata> send(ProducerRecord<K, V> record, @Nullable Callback callback) {
        Outgoing<K, V> outgoing = outgoing(record);
        if (outgoing == null) {
            return producer.send(record, callback);
        }
        BusSending sending = outgoing.sending();
        CapturingSerializer.capture(sending);
        try {
            return producer.send(outgoing.record(), new ReportingCallback(sending, callback));
        } catch (Throwable failure) {
            ReportingCallback.failed(sending, failure);
            throw failure;
        } finally {
            CapturingSerializer.capture(null);
        }
    }

    private @Nullable Outgoing<K, V> outgoing(ProducerRecord<K, V> record) {
        try {
            BusSending sending = messages.get().sending(record);
            return sending == null ? null : new Outgoing<>(KafkaMessages.withIds(record, sending), sending);
        } catch (Throwable t) {
            CaptureFailures.swallow("give a record its ids", t);
            return null;
        }
    }

    private record Outgoing<K, V>(ProducerRecord<K, V> record, BusSending sending) {}
}
