/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.flowmon.brokers.RabbitBroker;
import io.flowmon.core.event.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real RabbitMQ, if the machine has one. */
class RabbitTargetTests {

    @TempDir
    static Path folder;

    private static RabbitBroker rabbit;

    private final String queue = "orders " + UUID.randomUUID();
    private Connection connection;
    private Channel channel;
    private RabbitTarget target;

    @BeforeAll
    static void start() throws Exception {
        rabbit = RabbitBroker.start(folder);
    }

    @AfterAll
    static void stop() {
        if (rabbit != null) {
            rabbit.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        connection = connect();
        channel = connection.createChannel();
        channel.queueDeclare(queue, true, false, false, null);
        target = open(Map.of());
    }

    @AfterEach
    void close() {
        target.close();
        connection.abort();
    }

    @Test
    void queue_inEnvelope_consumerKnowsItIsAReplay() throws Exception {
        List<Resend> messages = List.of(
                Replays.inEnvelope("QUEUE " + queue, "{\"id\" : 1.0}"), Replays.inEnvelope("QUEUE " + queue, "text"));

        assertThat(target.send(messages)).extracting(ResendOutcome::outcome).containsOnly(Outcome.OK);

        for (Resend message : messages) {
            GetResponse got = channel.basicGet(queue, true);
            Consumer.assertReplayed(got.getBody(), message);
            assertThat(got.getProps().getContentType()).isEqualTo("application/json");
            assertThat(got.getProps().getHeaders()).isNullOrEmpty();
        }
    }

    @Test
    void queue_withHeaders_payloadIsAsItWas_andMessageIsPersistent() throws Exception {
        Resend message = Replays.withHeaders("QUEUE " + queue, "{\"id\" : 1.0}");
        Resend text = Replays.withHeaders("QUEUE " + queue, "żółw");
        Resend binary = Replays.message("QUEUE " + queue, Resend.Carrier.HEADERS, new byte[] {(byte) 0xFE, 0});

        target.send(List.of(message, text, binary));

        GetResponse got = channel.basicGet(queue, true);
        assertThat(got.getBody()).isEqualTo(message.payload());
        Consumer.assertReplayed(headers(got.getProps()), message);
        assertThat(got.getProps().getDeliveryMode()).isEqualTo(2);
        assertThat(got.getProps().getMessageId()).isEqualTo(message.messageId().toString());
        assertThat(got.getProps().getContentType()).isEqualTo("application/json");
        assertThat(channel.basicGet(queue, true).getProps().getContentType()).isEqualTo("text/plain");
        assertThat(channel.basicGet(queue, true).getProps().getContentType()).isEqualTo("application/octet-stream");
    }

    @Test
    void exchange_routesByTheKeyBehindTheSlash() throws Exception {
        String exchange = "shop" + UUID.randomUUID();
        channel.exchangeDeclare(exchange, BuiltinExchangeType.DIRECT);
        channel.queueBind(queue, exchange, "order/created");
        Resend message = Replays.withHeaders("EXCHANGE " + exchange + "/order/created", "1");

        assertThat(target.send(List.of(message)).get(0).outcome()).isEqualTo(Outcome.OK);

        assertThat(channel.basicGet(queue, true).getBody()).isEqualTo(message.payload());
    }

    @Test
    void exchange_emptyRoutingKey_isAKey() throws Exception {
        String exchange = "news" + UUID.randomUUID();
        channel.exchangeDeclare(exchange, BuiltinExchangeType.FANOUT);
        channel.queueBind(queue, exchange, "");

        target.send(List.of(Replays.withHeaders("EXCHANGE " + exchange + "/", "1")));

        assertThat(channel.basicGet(queue, true).getEnvelope().getRoutingKey()).isEmpty();
    }

    @Test
    void messageThatNoQueueTakes_fails_andHarmsNoOther() {
        List<ResendOutcome> outcomes = target.send(List.of(
                Replays.withHeaders("QUEUE nobody's", "1"),
                Replays.withHeaders("QUEUE " + queue, "2"),
                Replays.withHeaders("EXCHANGE nowhere/key", "3"),
                Replays.withHeaders("QUEUE " + queue, "4")));

        assertThat(outcomes)
                .extracting(ResendOutcome::outcome)
                .containsExactly(Outcome.EXCEPTION, Outcome.OK, Outcome.EXCEPTION, Outcome.OK);
        assertThat(outcomes.get(0).detail()).isEqualTo("no queue takes it: NO_ROUTE");
        assertThat(outcomes.get(2).detail()).contains("no exchange 'nowhere'");
    }

    @Test
    void manyAtOnce_allArriveInOrder() throws Exception {
        List<Resend> messages = IntStream.range(0, 2_000)
                .mapToObj(i -> Replays.withHeaders("QUEUE " + queue, String.valueOf(i)))
                .toList();

        assertThat(target.send(messages)).extracting(ResendOutcome::outcome).containsOnly(Outcome.OK);

        for (Resend message : messages) {
            assertThat(channel.basicGet(queue, true).getBody()).isEqualTo(message.payload());
        }
    }

    @Test
    void rabbitThatIsShortOfMemory_isGivenUpInTime_andServedAgainLater() throws Exception {
        RabbitTarget impatient = open(Map.of("flowmon.server.replay.broker-timeout", "2s"));
        Resend large = Replays.message("QUEUE " + queue, Resend.Carrier.HEADERS, new byte[1 << 20]);
        List<Resend> messages = IntStream.range(0, 40).mapToObj(i -> large).toList();
        try {
            rabbit.control("set_vm_memory_high_watermark", "0");
            List<ResendOutcome> outcomes = impatient.send(messages);

            assertThat(outcomes).hasSize(40).allSatisfy(one -> {
                assertThat(one.outcome()).isNotEqualTo(Outcome.OK);
                assertThat(one.detail()).isNotBlank();
                assertThat(one.elapsed()).isLessThan(Duration.ofSeconds(20));
            });
        } finally {
            rabbit.control("set_vm_memory_high_watermark", "0.4");
        }
        await().atMost(Replays.TIMEOUT).untilAsserted(() -> assertThat(impatient.send(List.of(large)))
                .extracting(ResendOutcome::outcome)
                .containsOnly(Outcome.OK));
        impatient.close();
    }

    @Test
    void rabbitAway_failsWithReason_andGoesOnWhenItIsBack() throws Exception {
        List<Resend> messages = List.of(Replays.withHeaders("QUEUE " + queue, "1"));
        assertThat(target.send(messages)).extracting(ResendOutcome::outcome).containsOnly(Outcome.OK);

        rabbit.stopBroker();
        try {
            await().atMost(Replays.TIMEOUT)
                    .untilAsserted(
                            () -> assertThat(target.send(messages)).hasSize(1).allSatisfy(one -> {
                                assertThat(one.outcome()).isEqualTo(Outcome.EXCEPTION);
                                assertThat(one.detail()).contains("Connection refused");
                            }));
        } finally {
            rabbit.startBroker();
        }

        assertThat(target.send(messages)).extracting(ResendOutcome::outcome).containsOnly(Outcome.OK);
    }

    @Test
    void wrongPassword_fails_andIsNotTold() {
        RabbitTarget stranger = open(Map.of(
                "flowmon.server.replay.rabbitmq.username", "guest",
                "flowmon.server.replay.rabbitmq.password", "wr0ng"));

        ResendOutcome outcome = stranger.send(List.of(Replays.withHeaders("QUEUE " + queue, "1")))
                .get(0);

        assertThat(outcome.outcome()).isEqualTo(Outcome.EXCEPTION);
        assertThat(outcome.detail()).contains("ACCESS_REFUSED").doesNotContain("wr0ng");
    }

    private static RabbitTarget open(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("flowmon.server.replay.rabbitmq.uri", rabbit.uri());
        return RabbitTarget.of(Replays.settings(all));
    }

    /** Texts come as {@code LongString}. */
    private static Map<String, String> headers(AMQP.BasicProperties properties) {
        Map<String, String> headers = new HashMap<>();
        properties.getHeaders().forEach((name, value) -> headers.put(name, value.toString()));
        return headers;
    }

    private static Connection connect() throws IOException, TimeoutException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(rabbit.port());
        return factory.newConnection("test");
    }
}
