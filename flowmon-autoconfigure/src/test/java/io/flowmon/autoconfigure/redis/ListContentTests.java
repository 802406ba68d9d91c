/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.envelope.Envelope;
import io.flowmon.core.envelope.EnvelopeCodec;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContext;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisListCommands;
import org.springframework.data.redis.connection.RedisListCommands.Direction;
import org.springframework.data.redis.connection.ReturnType;

/** Whatever lies in a list, and whoever put it there, the application gets the bytes that were sent. */
class ListContentTests extends ListFixture {

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void payloadsOfAnyBytes_comeBackByteForByte(String client) {
        long seed = 4711;
        Random random = new Random(seed);
        run(client, (context, redis) -> {
            for (int i = 0; i < 500; i++) {
                byte[] payload = new byte[random.nextInt(300)];
                random.nextBytes(payload);
                if (i % 2 == 0) {
                    asciify(payload);
                }
                redis.listCommands().rPush(queue, payload);
                assertThat(redis.listCommands().lIndex(queue, 0))
                        .as("seed " + seed + ", payload " + i)
                        .isEqualTo(payload);
                assertThat(redis.listCommands().lPos(queue, payload))
                        .as("seed " + seed + ", payload " + i)
                        .isZero();
                assertThat(redis.listCommands().lPop(queue))
                        .as("seed " + seed + ", payload " + i)
                        .isEqualTo(payload);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void payloadThatIsAnEnvelopeItself_comesBackWhole(String client) {
        byte[] envelope = envelope("inner");
        run(client, (context, redis) -> {
            RedisListCommands lists = redis.listCommands();
            lists.rPush(queue, envelope, envelope, envelope);
            assertThat(lists.lRange(queue, 0, -1)).containsOnly(envelope);
            assertThat(lists.lRem(queue, 1, envelope)).isEqualTo(1);
            assertThat(lists.lMove(queue, processing, Direction.LEFT, Direction.RIGHT))
                    .isEqualTo(envelope);
            assertThat(lists.lRem(processing, 1, envelope)).isEqualTo(1);
            assertThat(lists.lPop(queue)).isEqualTo(envelope);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void payloadOfOthersThatLooksLikeAnEnvelope_losesOneLayerAtMost(String client) {
        List<byte[]> alike = List.of(
                bytes("{\"flowmon\":"),
                bytes("{\"flowmon\":{}}"),
                bytes("{\"flowmon\":{\"v\":1},\"content\":1}"),
                bytes("{\"flowmon\":{\"v\":2,\"correlation_id\":\"c\"},\"content\":1}"),
                bytes(text(envelope("x")) + " "),
                bytes(text(envelope("x")).replace("\"content\"", "\"contents\"")));
        byte[] twice = EnvelopeCodec.encode(new Envelope("outer", UUID.randomUUID(), null, null, 1, envelope("inner")));
        without(redis -> {
            alike.forEach(payload -> redis.listCommands().rPush(queue, payload));
            redis.listCommands().rPush(queue, twice);
        });
        run(client, (context, redis) -> {
            for (byte[] payload : alike) {
                byte[] popped = redis.listCommands().lPop(queue);
                assertThat(text(popped)).isIn(text(payload), "x");
            }
            assertThat(text(EnvelopeCodec.unwrap(redis.listCommands().lPop(queue))))
                    .isEqualTo("inner");
            assertThat(context.getBean(RecordingPublisher.class).ofType(MessageTypes.RECEIVED_MESSAGE))
                    .extracting(Event::correlationId)
                    .doesNotHaveDuplicates()
                    .contains("outer");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void messageThatWasSentAgain_isKnownAsThatWhileItIsInHand(String client) {
        UUID original = UUID.randomUUID();
        byte[] again =
                EnvelopeCodec.encode(new Envelope("c", UUID.randomUUID(), original, null, 1, true, bytes("content")));
        without(redis -> redis.listCommands().rPush(queue, again, envelope("first time")));
        run(client, (context, redis) -> {
            CurrentFlow flow = context.getBean(CurrentFlow.class);
            assertThat(redis.listCommands().lPop(queue)).isEqualTo(bytes("content"));
            assertThat(Objects.requireNonNull(flow.get()).replay()).isTrue();
            redis.listCommands().lPop(queue);
            assertThat(Objects.requireNonNull(flow.get()).replay()).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void blockingCommandsThatTimeOut_answerAsWithoutFlowmon(String client) {
        List<@Nullable Object> with = new ArrayList<>();
        List<@Nullable Object> without = new ArrayList<>();
        run(client, (context, redis) -> {
            redis.listCommands().rPush(queue, bytes("a"));
            redis.listCommands().lPop(queue);
            with.addAll(timeouts(redis));
            assertTriples(context, 1);
        });
        withoutFlowmon(client, redis -> without.addAll(timeouts(redis)));
        assertThat(with).hasSize(5).isEqualTo(without);
    }

    @SuppressWarnings("deprecation")
    private List<@Nullable Object> timeouts(RedisConnection redis) {
        RedisListCommands lists = redis.listCommands();
        List<Supplier<@Nullable Object>> commands = List.of(
                () -> lists.bLPop(1, queue, other),
                () -> lists.bRPop(1, queue),
                () -> lists.bLMove(queue, processing, Direction.LEFT, Direction.RIGHT, 0.1),
                () -> lists.bRPopLPush(1, queue, processing),
                () -> lists.lPop(queue, 2));
        List<@Nullable Object> answers = new ArrayList<>();
        commands.forEach(command -> answers.add(command.get()));
        return answers;
    }

    /** What a script pushes cannot be seen: it is a plain message to whoever takes it. */
    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void messageThatAScriptPushed_isPlain(String client) {
        run(client, (context, redis) -> {
            redis.scriptingCommands()
                    .eval(
                            bytes("return redis.call('RPUSH', KEYS[1], ARGV[1])"),
                            ReturnType.INTEGER,
                            1,
                            queue,
                            bytes("from a script"));
            assertThat(text(redis.listCommands().lPop(queue))).isEqualTo("from a script");
            assertThat(sent(context)).isEmpty();
            assertThat(context.getBean(RecordingPublisher.class).ofType(MessageTypes.RECEIVED_MESSAGE))
                    .hasSize(1);
        });
    }

    private static byte[] envelope(String content) {
        return EnvelopeCodec.encode(new Envelope("c", UUID.randomUUID(), null, null, 1, bytes(content)));
    }

    /** The characters that JSON and patterns are made of, more often than chance would have them. */
    private static void asciify(byte[] payload) {
        byte[] alphabet = "{}[]\":,\\ \n\u00800123abc%.*".getBytes(ISO_8859_1);
        for (int i = 0; i < payload.length; i++) {
            payload[i] = alphabet[(payload[i] & 0xFF) % alphabet.length];
        }
    }

    private static void without(java.util.function.Consumer<RedisConnection> work) {
        withoutFlowmon("lettuce", work);
    }

    private static void withoutFlowmon(String client, java.util.function.Consumer<RedisConnection> work) {
        RedisContext.application()
                .withPropertyValues("spring.data.redis.client-type=" + client)
                .run((ApplicationContext plain) -> {
                    try (RedisConnection redis =
                            plain.getBean(RedisConnectionFactory.class).getConnection()) {
                        work.accept(redis);
                    }
                });
    }
}
