/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.cluster.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.rules.alert.AlertSink;
import io.flowmon.rules.alert.AlertState;
import io.flowmon.rules.cluster.Broker;
import io.flowmon.rules.cluster.KeptSignals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Out of a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerdictReaderTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00.123Z");

    private String topic = "";
    private final KeptSignals kept = new KeptSignals();
    private Broker broker;

    @BeforeAll
    void start() {
        broker = new Broker();
    }

    @BeforeEach
    void choose() {
        topic = "verdicts-" + UUID.randomUUID();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void read_amongRecordsThatAreNone_takesEachVerdict() throws Exception {
        AlertSignal signal = signal(1);
        sendText(null);
        sendText("null");
        sendText("{}");
        sendText("{\"rule\": 5, \"signal\": \"x\"}");
        sendText("no JSON");
        send(new Verdict("slow-step", null, true, null));
        send(new Verdict("slow-step", signal, false, null));
        sendText("{\"rule\": \"slow-step\", \"of_a_later_version\": 1}");
        send(new Verdict("slow-step", null, false, TIME));

        try (VerdictReader reader = VerdictReader.start(broker.clients(), topic, kept)) {
            await().atMost(PATIENCE).until(() -> kept.areAllAt(Set.of("slow-step"), TIME));
            assertThat(reader.trouble()).isEmpty();
        }
        assertThat(kept.begun()).containsExactly("slow-step");
        assertThat(kept.alerts()).containsOnlyKeys(signal.id()).containsValue(signal);
    }

    @Test
    void read_intoASinkThatFails_saysSo_andNothingIsLost() throws Exception {
        AtomicBoolean well = new AtomicBoolean();
        AlertSink sink = new AlertSink() {
            @Override
            public void accept(AlertSignal signal) throws IOException {
                if (!well.get()) {
                    throw new IOException("the disk is full");
                }
                kept.accept(signal);
            }

            @Override
            public void beginsAnew(String rule) {}

            @Override
            public void progressed(String rule, Instant time) {}
        };
        AlertSignal signal = signal(2);
        send(new Verdict("slow-step", signal, false, null));
        try (VerdictReader reader = VerdictReader.start(broker.clients(), topic, sink)) {
            await().atMost(PATIENCE).until(() -> reader.trouble().orElse("").contains("the disk is full"));
            well.set(true);
            await().atMost(PATIENCE).until(() -> kept.alerts().containsKey(signal.id()));
            await().atMost(PATIENCE).until(() -> reader.trouble().isEmpty());
        }
    }

    private static AlertSignal signal(int number) {
        return new AlertSignal(
                "id-" + number,
                "slow-step",
                "web GET /" + number,
                AlertState.RAISED,
                1,
                TIME,
                TIME,
                0.5,
                0.5,
                0.3,
                1,
                "web",
                null,
                "GET /" + number,
                List.of("flow"));
    }

    private void send(Verdict verdict) throws Exception {
        send(new VerdictFormat(topic).serialize(verdict, null, null));
    }

    private void sendText(@Nullable String text) throws Exception {
        send(new ProducerRecord<>(
                topic,
                0,
                "slow-step".getBytes(StandardCharsets.UTF_8),
                text == null ? null : text.getBytes(StandardCharsets.UTF_8)));
    }

    private void send(ProducerRecord<byte[], byte[]> record) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                new HashMap<>(broker.clients()), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }
}
