/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.flowmon.core.event.Outcome;
import io.flowmon.server.settings.UnusableSettingException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** Against a real broker in this process. */
class KafkaTargetTests {

    private static EmbeddedKafkaKraftBroker broker;
    private static Admin admin;

    private final String topic = "orders-" + UUID.randomUUID();
    private KafkaTarget target;

    @BeforeAll
    static void start() {
        // A broker's log is not what this is about.
        LoggingSystem.get(KafkaTargetTests.class.getClassLoader()).setLogLevel("org.apache.kafka", LogLevel.ERROR);
        broker = new EmbeddedKafkaKraftBroker(1, 1);
        broker.brokerProperty("offsets.topic.num.partitions", "1");
        broker.afterPropertiesSet();
        admin = Admin.create(Map.of("bootstrap.servers", broker.getBrokersAsString()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.destroy();
    }

    @BeforeEach
    void open() throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        target = open(Map.of());
    }

    @AfterEach
    void close() {
        target.close();
    }

    @Test
    void topic_inEnvelope_consumerKnowsItIsAReplay() {
        List<Resend> messages = List.of(
                Replays.inEnvelope("TOPIC " + topic, "{\"id\" : 1.0}"), Replays.inEnvelope("TOPIC " + topic, "text"));

        List<ResendOutcome> outcomes = target.send(messages);

        assertThat(outcomes).extracting(ResendOutcome::outcome).containsOnly(Outcome.OK);
        assertThat(outcomes.get(1).detail()).isEqualTo("partition 0, offset 1");
        List<ConsumerRecord<byte[], byte[]>> records = read(2);
        for (int i = 0; i < 2; i++) {
            Consumer.assertReplayed(records.get(i).value(), messages.get(i));
            assertThat(records.get(i).headers()).isEmpty();
        }
    }

    @Test
    void topic_withHeaders_payloadIsAsItWas_withoutAKey() {
        Resend message = Replays.withHeaders("TOPIC " + topic, "{\"id\" : 1.0}");

        target.send(List.of(message));

        ConsumerRecord<byte[], byte[]> record = read(1).get(0);
        assertThat(record.key()).isNull();
        assertThat(record.value()).isEqualTo(message.payload());
        Map<String, String> headers = new HashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        Consumer.assertReplayed(headers, message);
        assertThat(headers).hasSize(4);
    }

    @Test
    void manyAtOnce_allArriveInOrder() {
        List<Resend> messages = IntStream.range(0, 2_000)
                .mapToObj(i -> Replays.withHeaders("TOPIC " + topic, String.valueOf(i)))
                .toList();

        assertThat(target.send(messages)).extracting(ResendOutcome::outcome).containsOnly(Outcome.OK);

        assertThat(read(2_000))
                .extracting(record -> new String(record.value(), UTF_8))
                .isEqualTo(IntStream.range(0, 2_000).mapToObj(String::valueOf).toList());
    }

    @Test
    void topicThatIsNotThere_fails_isNotMade_andHarmsNoOther() throws Exception {
        List<ResendOutcome> outcomes = target.send(List.of(
                Replays.withHeaders("TOPIC nowhere", "1"),
                Replays.withHeaders("TOPIC no such name", "1"),
                Replays.withHeaders("TOPIC " + topic, "1")));

        assertThat(outcomes)
                .extracting(ResendOutcome::outcome)
                .containsExactly(Outcome.EXCEPTION, Outcome.EXCEPTION, Outcome.OK);
        assertThat(outcomes.get(0).detail()).contains("does not host this topic-partition");
        assertThat(outcomes.get(1).detail()).isNotBlank();
        assertThat(admin.listTopics().names().get()).contains(topic).doesNotContain("nowhere");
    }

    @Test
    void messageThatIsTooLarge_fails_andHarmsNoOther() {
        List<ResendOutcome> outcomes = target.send(List.of(
                Replays.message("TOPIC " + topic, Resend.Carrier.HEADERS, new byte[2 << 20]),
                Replays.withHeaders("TOPIC " + topic, "1")));

        assertThat(outcomes).extracting(ResendOutcome::outcome).containsExactly(Outcome.EXCEPTION, Outcome.OK);
        assertThat(outcomes.get(0).detail()).contains("max.request.size");
    }

    @Test
    void brokerThatIsSilent_isGivenUpInTime_forTheWholeBatch() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            KafkaTarget other = KafkaTarget.of(Replays.settings(Map.of(
                    "flowmon.server.replay.kafka.bootstrap-servers",
                    "127.0.0.1:" + silent.getLocalPort(),
                    "flowmon.server.replay.broker-timeout",
                    "1s")));
            List<Resend> messages = IntStream.range(0, 100)
                    .mapToObj(i -> Replays.withHeaders("TOPIC topic" + i % 3, "1"))
                    .toList();
            long begun = System.nanoTime();

            List<ResendOutcome> outcomes = other.send(messages);

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
            assertThat(outcomes).hasSize(100).allSatisfy(one -> {
                assertThat(one.outcome()).isNotEqualTo(Outcome.OK);
                assertThat(one.detail()).isNotBlank();
            });
            other.close();
        }
    }

    @Test
    void brokersOfNoName_failWithReason() {
        KafkaTarget other = KafkaTarget.of(
                Replays.settings(Map.of("flowmon.server.replay.kafka.bootstrap-servers", "nobody.invalid:9092")));

        ResendOutcome outcome =
                other.send(List.of(Replays.withHeaders("TOPIC a", "1"))).get(0);

        assertThat(outcome.outcome()).isEqualTo(Outcome.EXCEPTION);
        assertThat(outcome.detail()).contains("bootstrap");
        other.close();
    }

    @Test
    void afterTheEnd_nothingIsSent() {
        target.close();

        ResendOutcome outcome =
                target.send(List.of(Replays.withHeaders("TOPIC " + topic, "1"))).get(0);

        assertThat(outcome.outcome()).isEqualTo(Outcome.EXCEPTION);
    }

    @Test
    void refusal_nothingSetUp_saysWhatToSet() {
        assertThat(KafkaTarget.of(Replays.settings(Map.of())).refusal(Replays.inEnvelope("TOPIC a", "1")))
                .isEqualTo("No Kafka is set up for replays: set flowmon.server.replay.kafka.bootstrap-servers.");
    }

    @Test
    void serves_topics_andNoOthers() {
        assertThat(target.serves("TOPIC a")).isTrue();
        assertThat(List.of("TOPIC", "QUEUE a", "LIST a", "POST /a")).noneMatch(target::serves);
    }

    @ParameterizedTest
    @CsvSource({
        "bootstrap-servers=localhost, bootstrap-servers, no list of brokers",
        "bootstrap-servers=kafka://localhost:9092/, bootstrap-servers, no list of brokers",
        "bootstrap-servers=a:1;properties.compression.type=none-such, properties, compression.type",
        "bootstrap-servers=a:1;properties.batch.size=many, properties, batch.size"
    })
    void of_whatKafkaCannotUse_namesSettingAndReason(String settings, String told, String reason) {
        Map<String, String> all = new HashMap<>();
        for (String setting : settings.split(";", -1)) {
            int equals = setting.indexOf('=');
            all.put("flowmon.server.replay.kafka." + setting.substring(0, equals), setting.substring(equals + 1));
        }

        assertThatThrownBy(() -> KafkaTarget.of(Replays.settings(all)))
                .isInstanceOf(UnusableSettingException.class)
                .hasMessageStartingWith("flowmon.server.replay.kafka." + told + ": ")
                .hasMessageContaining(reason);
    }

    @Test
    void properties_areTheProducersOwn_butForWhatReplaysRestOn() {
        KafkaTarget compressed = open(Map.of(
                "flowmon.server.replay.kafka.properties.compression.type", "gzip",
                "flowmon.server.replay.kafka.properties.acks", "0",
                "flowmon.server.replay.kafka.properties.linger.ms", "60000"));

        assertThat(compressed.send(List.of(Replays.withHeaders("TOPIC " + topic, "1"))))
                .extracting(ResendOutcome::detail)
                .containsExactly("partition 0, offset 0");
        compressed.close();
    }

    private static KafkaTarget open(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("flowmon.server.replay.kafka.bootstrap-servers", broker.getBrokersAsString());
        return KafkaTarget.of(Replays.settings(all));
    }

    private List<ConsumerRecord<byte[], byte[]>> read(int count) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.getBrokersAsString(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition all = new TopicPartition(topic, 0);
            consumer.assign(List.of(all));
            consumer.seekToBeginning(List.of(all));
            await().atMost(Replays.TIMEOUT).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return records.size() >= count;
            });
        }
        assertThat(records).hasSize(count);
        return records;
    }
}
