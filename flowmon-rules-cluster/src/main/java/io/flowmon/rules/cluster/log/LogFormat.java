/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.cluster.log;

import io.flowmon.rules.event.EventLoss;
import io.flowmon.rules.event.RuleEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a record of the log is written: JSON, and in the header {@code type} of what. What a reader does not know it passes over,
 * members and whole records.
 */
final class LogFormat {

    private static final String TYPE = "type";

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final Map<Class<?>, String> TYPES = Map.of(
            RuleEvent.class, "event",
            LogTime.class, "time",
            SenderNews.class, "sender",
            EventLoss.class, "loss");

    private LogFormat() {}

    /** The content as a record of the one partition. */
    static ProducerRecord<byte[], byte[]> record(String topic, long timestamp, Object content) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, 0, timestamp, null, JSON.writeValueAsBytes(content));
        record.headers().add(TYPE, String.valueOf(TYPES.get(content.getClass())).getBytes(StandardCharsets.UTF_8));
        return record;
    }

    /**
     * What is in the record, or null if it is of another type.
     *
     * @throws IOException when it says that it is of that type and is not
     */
    static <T> @Nullable T read(ConsumerRecord<byte[], byte[]> record, Class<T> type) throws IOException {
        Header header = record.headers().lastHeader(TYPE);
        if (header == null
                || record.value() == null
                || !new String(header.value(), StandardCharsets.UTF_8).equals(TYPES.get(type))) {
            return null;
        }
        try {
            return JSON.readValue(record.value(), type);
        } catch (JacksonException broken) {
            throw new IOException(
                    "%s, offset %d, is no %s: %s"
                            .formatted(record.topic(), record.offset(), TYPES.get(type), broken.getOriginalMessage()),
                    broken);
        }
    }
}
