/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.cluster.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.rules.cluster.Broker;
import io.flowmon.rules.cluster.ReleasedFeed;
import io.flowmon.rules.cluster.Workload;
import io.flowmon.rules.event.RuleEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Into a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogWriterTests {

    private static final int EVENTS = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration ALL = Duration.ofDays(10_000);

    private final List<RuleEvent> events = Workload.events(EVENTS);
    private final Instant end = events.get(EVENTS - 1).receivedAt().plusSeconds(5);
    private String topic = "";

    private Broker broker;

    @BeforeAll
    void start() {
        broker = new Broker();
    }

    @BeforeEach
    void choose() {
        topic = "log-" + UUID.randomUUID();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void write_withPausesAndRestarts_hasEachEventOnceInOrder_andTimeNeverGoesBack() throws Exception {
        ReleasedFeed feed = new ReleasedFeed(events, end);
        for (int part = 1; part <= 4; part++) {
            feed.release(EVENTS / 4 * part);
            try (LogWriter writer = writer(feed)) {
                int expected = EVENTS / 4 * part;
                await().atMost(PATIENCE).until(() -> sequences().size() >= expected);
                assertThat(writer.trouble()).isEmpty();
            }
        }
        assertThat(sequences())
                .isEqualTo(LongStream.rangeClosed(1, EVENTS).boxed().toList());
        assertThat(times()).isNotEmpty().isSorted();
    }

    @Test
    void write_ofTwoAtOnce_hasEachEventOnce_andOneGivesUpAndSaysSo() throws Exception {
        ReleasedFeed feed = new ReleasedFeed(events, end);
        feed.release(EVENTS / 2);
        try (LogWriter one = writer(feed);
                LogWriter other = writer(feed)) {
            await().atMost(PATIENCE).until(() -> {
                feed.release(feed.released() + 1);
                return one.trouble().or(other::trouble).orElse("").contains("Another server writes to the topic");
            });
            feed.release(EVENTS);
            await().atMost(PATIENCE).until(() -> sequences().size() >= EVENTS);
        }
        assertThat(sequences())
                .isEqualTo(LongStream.rangeClosed(1, EVENTS).boxed().toList());
    }

    @Test
    void write_whileTheTopicCannotBeUsed_saysSo_andGoesOnWhenItCan() {
        ReleasedFeed feed = new ReleasedFeed(events, end);
        feed.release(100);
        boolean[] usable = {false};
        try (LogWriter writer = LogWriter.start(
                broker.clients(),
                topic,
                () -> {
                    if (!usable[0]) {
                        throw new IOException("no such topic");
                    }
                    make();
                },
                feed,
                ALL)) {
            await().atMost(PATIENCE).until(() -> writer.trouble().orElse("").contains("no such topic"));
            usable[0] = true;
            await().atMost(PATIENCE).until(() -> sequences().size() == 100);
            await().atMost(PATIENCE).until(() -> writer.trouble().isEmpty());
        }
    }

    private LogWriter writer(ReleasedFeed feed) {
        return LogWriter.start(broker.clients(), topic, this::make, feed, ALL);
    }

    private void make() throws IOException {
        try (Admin admin = Admin.create(new HashMap<>(broker.clients()))) {
            if (!admin.listTopics().names().get().contains(topic)) {
                admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(Map.of("retention.ms", "-1"))))
                        .all()
                        .get();
            }
        } catch (Exception failed) {
            throw new IOException(failed);
        }
    }

    private List<Long> sequences() throws IOException {
        List<Long> sequences = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records()) {
            RuleEvent event = LogFormat.read(record, RuleEvent.class);
            if (event != null) {
                assertThat(event).isEqualTo(events.get((int) event.sequence() - 1));
                sequences.add(event.sequence());
            }
        }
        return sequences;
    }

    private List<Long> times() throws IOException {
        List<Long> times = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records()) {
            LogTime time = LogFormat.read(record, LogTime.class);
            if (time != null) {
                times.add(time.arrived());
            }
        }
        return times;
    }

    /** All that is committed. */
    private List<ConsumerRecord<byte[], byte[]>> records() {
        Map<String, Object> settings = new HashMap<>(broker.clients());
        settings.put("isolation.level", "read_committed");
        TopicPartition partition = new TopicPartition(topic, 0);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long last = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < last) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
        }
        return records;
    }
}
