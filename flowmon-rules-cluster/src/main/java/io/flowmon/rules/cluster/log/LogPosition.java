/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.cluster.log;

import io.flowmon.rules.event.RuleEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How far the log was written, as it says itself. */
final class LogPosition {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final long FIRST_LOOK = 1_000;
    private static final int TRIES_WITHOUT_NEWS = 30;

    private LogPosition() {}

    /**
     * The sequence of the last event in the topic, or nothing if there is none.
     *
     * @throws IOException when the end of the topic could not be read
     */
    static OptionalLong last(Map<String, String> kafka, String topic) throws IOException {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            OptionalLong found = OptionalLong.empty();
            long back = FIRST_LOOK;
            long from = end;
            while (found.isEmpty() && from > begin) {
                long to = from;
                from = Math.max(begin, end - back);
                found = lastBetween(consumer, partition, from, to);
                back *= 2;
            }
            return found;
        }
    }

    private static OptionalLong lastBetween(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long from, long to) throws IOException {
        consumer.seek(partition, from);
        OptionalLong last = OptionalLong.empty();
        int idle = 0;
        while (consumer.position(partition) < to) {
            long before = consumer.position(partition);
            List<ConsumerRecord<byte[], byte[]>> records =
                    consumer.poll(PATIENCE).records(partition);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                OptionalLong sequence = sequence(record);
                last = sequence.isPresent() ? sequence : last;
            }
            idle = consumer.position(partition) == before ? idle + 1 : 0;
            if (idle > TRIES_WITHOUT_NEWS) {
                throw new IOException("The end of the topic " + partition.topic() + " cannot be read");
            }
        }
        return last;
    }

    private static OptionalLong sequence(ConsumerRecord<byte[], byte[]> record) throws IOException {
        LogTime time = LogFormat.read(record, LogTime.class);
        if (time != null) {
            return OptionalLong.of(time.sequence());
        }
        RuleEvent event = LogFormat.read(record, RuleEvent.class);
        return event == null ? OptionalLong.empty() : OptionalLong.of(event.sequence());
    }
}
