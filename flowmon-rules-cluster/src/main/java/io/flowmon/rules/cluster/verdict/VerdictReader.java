/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.cluster.verdict;

import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.rules.alert.AlertSink;
import io.flowmon.rules.cluster.work.KafkaWork;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes verdicts from the topic to a sink, each at least once: a place is committed when the sink has taken all that is before
 * it. On a thread of its own.
 */
public final class VerdictReader implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(VerdictReader.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, String> kafka;
    private final TopicPartition partition;
    private final AlertSink sink;
    private final KafkaWork work = new KafkaWork("flowmon-verdict-reader", this::attempt);

    private VerdictReader(Map<String, String> kafka, String topic, AlertSink sink) {
        this.kafka = Map.copyOf(kafka);
        this.partition = new TopicPartition(topic, 0);
        this.sink = sink;
    }

    /**
     * Begins to read where the last one ended.
     *
     * @param kafka how to reach the topic, as Kafka's clients name it
     */
    public static VerdictReader start(Map<String, String> kafka, String topic, AlertSink sink) {
        VerdictReader reader = new VerdictReader(kafka, topic, sink);
        reader.work.start();
        return reader;
    }

    /** Why nothing is read at present. */
    public Optional<String> trouble() {
        return work.trouble();
    }

    /** Says that it is to end, and does not wait. */
    public void stop() {
        work.stop();
    }

    @Override
    public void close() {
        work.close();
    }

    private boolean attempt() throws InterruptedException {
        try {
            read();
        } catch (InterruptException stopNow) {
            throw new InterruptedException();
        } catch (IOException | RuntimeException unable) {
            work.fails(
                    "Alerts do not come from the topic " + partition.topic() + " at present: " + unable.getMessage(),
                    unable);
        }
        return true;
    }

    private void read() throws IOException {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, "flowmon-" + partition.topic());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            while (!work.isStopped()) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    take(record);
                }
                if (!records.isEmpty()) {
                    consumer.commitSync();
                }
                work.goesWell();
            }
        }
    }

    /** What is no verdict is nobody's: it must not keep the others from coming. */
    private void take(ConsumerRecord<byte[], byte[]> record) throws IOException {
        Verdict verdict;
        try {
            verdict = VerdictFormat.read(record);
        } catch (IOException broken) {
            log.warn("Passed over: {}", broken.getMessage());
            return;
        }
        AlertSignal signal = verdict.signal();
        Instant upTo = verdict.upTo();
        if (verdict.beginsAnew()) {
            sink.beginsAnew(verdict.rule());
        }
        if (signal != null) {
            sink.accept(signal);
        }
        if (upTo != null) {
            sink.progressed(verdict.rule(), upTo);
        }
    }
}
