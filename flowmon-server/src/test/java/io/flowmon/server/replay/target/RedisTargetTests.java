/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.core.event.Outcome;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against a real Redis, whose messages a service of flowmon reads. */
class RedisTargetTests extends RedisTargetFixture {

    private static final byte[] BINARY = {0, 1, (byte) 0xFE, (byte) 0xFF};

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
}
