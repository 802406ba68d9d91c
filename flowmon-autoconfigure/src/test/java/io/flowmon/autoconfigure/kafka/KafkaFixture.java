/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.kafka;

import static io.flowmon.autoconfigure.test.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.EmbeddedKafka;
import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.context.ApplicationContext;
import org.springframework.kafka.core.KafkaTemplate;

/** A topic of a real Kafka, and what lies in it. */
abstract class KafkaFixture {

    String topic = "";

    @BeforeEach
    void newTopic() {
        topic = "orders-" + UUID.randomUUID();
    }

    @SuppressWarnings("unchecked")
    static KafkaTemplate<Object, Object> template(ApplicationContext context) {
        return context.getBean(KafkaTemplate.class);
    }

    static void send(ApplicationContext context, String topic, Object... values) throws Exception {
        for (Object value : values) {
            template(context).send(topic, value).get(10, TimeUnit.SECONDS);
        }
    }

    static List<Event> ofType(ApplicationContext context, String type) {
        return context.getBean(RecordingPublisher.class).ofType(type);
    }

    static List<Event> awaitType(ApplicationContext context, String type, int count) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(ofType(context, type)).hasSize(count));
        return ofType(context, type);
    }

    static Outcome outcome(Event event) {
        return Objects.requireNonNull(event.completion()).outcome();
    }

    static @Nullable String body(Event event) {
        var params = event.serviceParams();
        var body = params == null ? null : params.body();
        return body == null || body.omitted() ? null : new String(body.bytes(), StandardCharsets.UTF_8);
    }

    /** What a consumer that knows nothing of flowmon reads. */
    static List<ConsumerRecord<String, String>> stored(String topic, int count) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", EmbeddedKafka.address(), "auto.offset.reset", "earliest");
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return records.size() >= count;
            });
        }
        return records;
    }

    static List<String> headers(ConsumerRecord<?, ?> record, String name) {
        List<String> values = new ArrayList<>();
        for (Header header : record.headers().headers(name)) {
            values.add(new String(header.value(), StandardCharsets.UTF_8));
        }
        return values;
    }
}
