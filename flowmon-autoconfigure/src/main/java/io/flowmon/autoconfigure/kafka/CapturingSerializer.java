/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.kafka;

import io.flowmon.autoconfigure.bus.BusSending;
import io.flowmon.autoconfigure.bus.Payload;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Shows what the application's serializer made of a value, so that it is not serialized a second time for its event. Kafka
 * makes it by its class where the application names its serializer in the configuration; public for that reason alone.
 *
 * <p>A serializer is called on the thread that sends.
 *
 * @param <T> the type of the values
 */
public final class CapturingSerializer<T> implements Serializer<T> {

    /** Names the application's serializer in the configuration of a producer. */
    static final String APPLICATION = "flowmon.value.serializer";

    private static final ThreadLocal<@Nullable BusSending> SENDING = new ThreadLocal<>();

    private @Nullable Serializer<T> application;

    /** For Kafka: {@link #configure} finds the application's serializer in the configuration. */
    public CapturingSerializer() {}

    CapturingSerializer(Serializer<T> application) {
        this.application = application;
    }

    /** The value that this thread has serialized next is that of {@code sending}; null: nobody's. */
    static void capture(@Nullable BusSending sending) {
        if (sending == null) {
            SENDING.remove();
        } else {
            SENDING.set(sending);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // as unchecked as the configuration
    public void configure(Map<String, ?> configs, boolean isKey) {
        Object named = configs.get(APPLICATION);
        if (application == null && named != null) {
            try {
                application = named instanceof Class<?> type
                        ? (Serializer<T>) Utils.newInstance(type)
                        : Utils.newInstance(named.toString(), Serializer.class);
            } catch (ClassNotFoundException missing) {
                throw new SerializationException("Class " + named + " of the value's serializer not found", missing);
            }
        }
        serializer().configure(configs, isKey);
    }

    @Override
    public byte @Nullable [] serialize(String topic, T data) {
        return captured(serializer().serialize(topic, data));
    }

    @Override
    public byte @Nullable [] serialize(String topic, Headers headers, T data) {
        return captured(serializer().serialize(topic, headers, data));
    }

    private static byte @Nullable [] captured(byte @Nullable [] bytes) {
        BusSending sending = SENDING.get();
        if (sending != null && bytes != null) {
            sending.payload(Payload.of(bytes, null, null));
        }
        return bytes;
    }

    @Override
    public void close() {
        if (application != null) {
            application.close();
        }
    }

    private Serializer<T> serializer() {
        if (application == null) {
            throw new SerializationException("No " + APPLICATION + " is configured");
        }
        return application;
    }
}
