/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.flowmon.brokers.RedisBroker;
import io.flowmon.core.event.Outcome;
import io.flowmon.server.settings.UnusableSettingException;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real Redis, whose messages a service of flowmon reads. */
class RedisTargetTests {

    private static final byte[] BINARY = {0, 1, (byte) 0xFE, (byte) 0xFF};

    private static RedisBroker redis;
    private static RedisClient client;
    private static StatefulRedisConnection<byte[], byte[]> connection;

    private final List<RedisTarget> opened = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        redis = RedisBroker.start();
        client = RedisClient.create(redis.uri());
        connection = client.connect(ByteArrayCodec.INSTANCE);
    }

    @AfterAll
    static void stop() throws IOException {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        redis.close();
    }

    @AfterEach
    void clear() {
        opened.forEach(RedisTarget::close);
        commands().flushall();
    }

    @Test
    void list_isPushedToItsLeft_inOrder_andConsumerKnowsItIsAReplay() {
        List<Resend> messages = List.of(
                Replays.inEnvelope("LIST orders", "{\"id\" : 1.0}"),
                Replays.inEnvelope("LIST orders", "plain text"),
                Replays.inEnvelope("LIST orders", "\"a JSON string\""),
                Replays.message("LIST orders", Resend.Carrier.ENVELOPE, BINARY),
                Replays.withHeaders("LIST orders", "2"));

        assertThat(target(Map.of()).send(messages)).allSatisfy(one -> {
            assertThat(one.outcome()).isEqualTo(Outcome.OK);
            assertThat(one.elapsed()).isPositive();
        });

        for (Resend message : messages) {
            Consumer.assertReplayed(commands().rpop(bytes("orders")), message);
        }
        assertThat(commands().llen(bytes("orders"))).isZero();
    }

    @Test
    void list_isPushedToItsRight_whenSet() {
        Resend first = Replays.inEnvelope("LIST with spaces", "1");
        Resend second = Replays.inEnvelope("LIST with spaces", "2");

        target(Map.of("push", "right")).send(List.of(first, second));

        Consumer.assertReplayed(commands().lpop(bytes("with spaces")), first);
        Consumer.assertReplayed(commands().lpop(bytes("with spaces")), second);
    }

    @Test
    void channel_tellsHowManyReceived() {
        Queue<byte[]> received = new ConcurrentLinkedQueue<>();
        Resend message = Replays.inEnvelope("CHANNEL news", "{\"id\":1}");
        try (StatefulRedisPubSubConnection<byte[], byte[]> subscriber = client.connectPubSub(ByteArrayCodec.INSTANCE)) {
            subscriber.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void message(byte[] channel, byte[] content) {
                    received.add(content);
                }
            });
            subscriber.sync().subscribe(bytes("news"));

            ResendOutcome outcome = target(Map.of()).send(List.of(message)).get(0);

            assertThat(outcome.outcome()).isEqualTo(Outcome.OK);
            assertThat(outcome.detail()).isEqualTo("1 receiver");
            await().until(() -> received.size() == 1);
        }
        Consumer.assertReplayed(received.element(), message);
    }

    @Test
    void channel_nobodyListens_isAFailure() {
        ResendOutcome outcome = target(Map.of())
                .send(List.of(Replays.inEnvelope("CHANNEL news", "{}")))
                .get(0);

        assertThat(outcome.outcome()).isEqualTo(Outcome.EXCEPTION);
        assertThat(outcome.detail()).contains("nobody listens", "gone");
    }

    @Test
    void stream_hasItsFieldsAgain_andThoseOfTheReplay() {
        Resend message = Replays.withHeaders("STREAM orders", "{\"id\":\"4711\",\"order\":{ \"pieces\":2 }}");

        ResendOutcome outcome = target(Map.of()).send(List.of(message)).get(0);

        List<StreamMessage<byte[], byte[]>> entries = commands().xrange(bytes("orders"), Range.unbounded());
        assertThat(entries).hasSize(1);
        assertThat(outcome.detail()).isEqualTo("entry " + entries.get(0).getId());
        Map<String, String> fields = new HashMap<>();
        entries.get(0).getBody().forEach((name, value) -> fields.put(text(name), text(value)));
        Consumer.assertReplayed(fields, message);
        assertThat(fields).hasSize(6).containsEntry("id", "4711").containsEntry("order", "{ \"pieces\":2 }");
    }

    @Test
    void oneThatFails_harmsNoOther() {
        commands().set(bytes("text"), bytes("no list"));
        Resend good = Replays.inEnvelope("LIST orders", "1");

        List<ResendOutcome> outcomes = target(Map.of()).send(List.of(Replays.inEnvelope("LIST text", "1"), good));

        assertThat(outcomes.get(0).outcome()).isEqualTo(Outcome.EXCEPTION);
        assertThat(outcomes.get(0).detail()).contains("WRONGTYPE");
        assertThat(outcomes.get(1).outcome()).isEqualTo(Outcome.OK);
        Consumer.assertReplayed(commands().rpop(bytes("orders")), good);
    }

    @Test
    void redisAway_failsWithReason_andGoesOnWhenItIsBack() throws IOException {
        RedisBroker other = RedisBroker.start();
        RedisTarget target = open(Map.of("flowmon.server.replay.redis.uri", other.uri()));
        List<Resend> messages = List.of(Replays.inEnvelope("LIST orders", "1"), Replays.inEnvelope("LIST orders", "2"));
        assertThat(target.send(messages)).extracting(ResendOutcome::outcome).containsOnly(Outcome.OK);

        other.close();
        await().untilAsserted(() -> assertThat(target.send(messages)).hasSize(2).allSatisfy(one -> {
            assertThat(one.outcome()).isEqualTo(Outcome.EXCEPTION);
            assertThat(one.detail()).contains("Connection refused");
        }));

        try (RedisBroker back = RedisBroker.startOn(other.port())) {
            assertThat(back.port()).isEqualTo(other.port());
            assertThat(target.send(messages)).extracting(ResendOutcome::outcome).containsOnly(Outcome.OK);
        }
    }

    @Test
    void redisSilent_isGivenUpInTime() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            RedisTarget target = open(Map.of(
                    "flowmon.server.replay.redis.uri",
                    "redis://127.0.0.1:" + silent.getLocalPort(),
                    "flowmon.server.replay.broker-timeout",
                    "1s"));

            List<ResendOutcome> outcomes = target.send(List.of(Replays.inEnvelope("LIST orders", "1")));

            assertThat(outcomes).hasSize(1);
            assertThat(outcomes.get(0).outcome()).isNotEqualTo(Outcome.OK);
            assertThat(outcomes.get(0).detail()).isNotBlank();
            assertThat(outcomes.get(0).elapsed()).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void redisThatStopsToAnswer_isGivenUpInTime_andAskedAnewTheNextTime() {
        RedisTarget target = target(Map.of("broker-timeout", "1s"));
        assertThat(target.send(List.of(Replays.inEnvelope("LIST orders", "1"))))
                .extracting(ResendOutcome::outcome)
                .containsOnly(Outcome.OK);

        commands().clientPause(2_500);
        ResendOutcome silent =
                target.send(List.of(Replays.inEnvelope("LIST orders", "2"))).get(0);

        assertThat(silent.outcome()).isEqualTo(Outcome.TIMEOUT);
        assertThat(silent.detail()).isEqualTo("Redis did not answer within 1000 ms; it may have the message");
        await().atMost(Replays.TIMEOUT)
                .untilAsserted(() -> assertThat(target.send(List.of(Replays.inEnvelope("LIST orders", "3"))))
                        .extracting(ResendOutcome::outcome)
                        .containsOnly(Outcome.OK));
    }

    @Test
    void password_besideTheAddressOrInIt_logsIn_andIsNotTold() throws IOException {
        List<Resend> messages = List.of(Replays.inEnvelope("LIST orders", "1"));
        try (RedisBroker locked = RedisBroker.startWithPassword("s3cret")) {
            assertThat(open(Map.of(
                                    "flowmon.server.replay.redis.uri", locked.uri(),
                                    "flowmon.server.replay.redis.username", "default",
                                    "flowmon.server.replay.redis.password", "s3cret"))
                            .send(messages))
                    .extracting(ResendOutcome::outcome)
                    .containsOnly(Outcome.OK);
            assertThat(open(Map.of(
                                    "flowmon.server.replay.redis.uri",
                                    locked.uri(),
                                    "flowmon.server.replay.redis.password",
                                    "s3cret"))
                            .send(messages))
                    .extracting(ResendOutcome::outcome)
                    .containsOnly(Outcome.OK);

            ResendOutcome refused = open(Map.of(
                            "flowmon.server.replay.redis.uri", "redis://:wr0ng@127.0.0.1:" + locked.port()))
                    .send(messages)
                    .get(0);

            assertThat(refused.outcome()).isEqualTo(Outcome.EXCEPTION);
            assertThat(refused.detail()).contains("WRONGPASS").doesNotContain("wr0ng");
        }
    }

    @Test
    void manyAtOnce_allArriveInOrder() {
        RedisTarget target = target(Map.of());
        String filling = "x".repeat(1_000);
        List<Resend> messages = IntStream.range(0, 5_000)
                .mapToObj(i -> Replays.inEnvelope("LIST orders", "{\"n\":" + i + ",\"x\":\"" + filling + "\"}"))
                .toList();

        for (int from = 0; from < messages.size(); from += 1_000) {
            assertThat(target.send(messages.subList(from, from + 1_000)))
                    .extracting(ResendOutcome::outcome)
                    .containsOnly(Outcome.OK);
        }

        List<byte[]> all = commands().lrange(bytes("orders"), 0, -1);
        assertThat(all).hasSize(5_000);
        Consumer.assertReplayed(all.get(4_999), messages.get(0));
        Consumer.assertReplayed(all.get(0), messages.get(4_999));
    }

    @Test
    void refusal_nothingSetUp_saysWhatToSet() {
        assertThat(open(Map.of()).refusal(Replays.inEnvelope("LIST orders", "1")))
                .isEqualTo("No Redis is set up for replays: set flowmon.server.replay.redis.uri.");
    }

    @Test
    void refusal_streamWithoutFields_saysWhy() {
        RedisTarget target = target(Map.of());

        assertThat(target.refusal(Replays.withHeaders("STREAM s", "text"))).contains("no JSON object");
        assertThat(target.refusal(Replays.inEnvelope("STREAM s", "{}"))).contains("in an envelope");
        assertThat(target.refusal(Replays.withHeaders("STREAM s", "{}"))).isNull();
        assertThat(target.refusal(Replays.inEnvelope("LIST l", "text"))).isNull();
    }

    @Test
    void serves_placesOfRedis_andNoOthers() {
        RedisTarget target = open(Map.of());

        assertThat(List.of("LIST a", "CHANNEL a", "STREAM a b")).allMatch(target::serves);
        assertThat(List.of("LIST", "LIST ", "list a", "TOPIC a", "POST /a", "")).noneMatch(target::serves);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:6379", "http://localhost", "redis://", "redis://:pass word@localhost"})
    void of_addressThatIsNone_namesSetting_andTellsNothingOfIt(String uri) {
        assertThatThrownBy(() -> open(Map.of("flowmon.server.replay.redis.uri", uri)))
                .isInstanceOf(UnusableSettingException.class)
                .hasMessage("flowmon.server.replay.redis.uri: It is no address of a Redis.");
    }

    private RedisTarget target(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("flowmon.server.replay.redis.uri", redis.uri()));
        settings.forEach((name, value) -> all.put(
                name.equals("push") ? "flowmon.server.replay.redis.push" : "flowmon.server.replay." + name, value));
        return open(all);
    }

    private RedisTarget open(Map<String, String> settings) {
        RedisTarget target = RedisTarget.of(Replays.settings(settings));
        opened.add(target);
        return target;
    }

    private static RedisCommands<byte[], byte[]> commands() {
        return connection.sync();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
