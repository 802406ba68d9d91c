/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.cluster.verdict;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** A verdict as a record: the rule as the key, JSON as the value. */
final class VerdictFormat implements KafkaRecordSerializationSchema<Verdict> {

    private static final long serialVersionUID = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final String topic;

    VerdictFormat(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Verdict verdict, @Nullable KafkaSinkContext context, @Nullable Long timestamp) {
        return new ProducerRecord<>(
                topic, 0, verdict.rule().getBytes(StandardCharsets.UTF_8), JSON.writeValueAsBytes(verdict));
    }

    /**
     * What is in the record.
     *
     * @throws IOException when it is no verdict
     */
    static Verdict read(ConsumerRecord<byte[], byte[]> record) throws IOException {
        if (record.value() == null) {
            throw problem(record, "it is empty", null);
        }
        Verdict verdict;
        try {
            verdict = JSON.readValue(record.value(), Verdict.class);
        } catch (JacksonException broken) {
            throw problem(record, broken.getOriginalMessage(), broken);
        }
        if (verdict == null || verdict.rule() == null) {
            throw problem(record, "it names no rule", null);
        }
        return verdict;
    }

    private static IOException problem(ConsumerRecord<byte[], byte[]> record, String why, @Nullable Exception cause) {
        return new IOException(
                "%s, offset %d, is no verdict: %s".formatted(record.topic(), record.offset(), why), cause);
    }
}
