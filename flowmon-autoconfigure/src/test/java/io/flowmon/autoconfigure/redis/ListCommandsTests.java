/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContext;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisListCommands;
import org.springframework.data.redis.connection.RedisListCommands.Direction;
import org.springframework.data.redis.connection.RedisListCommands.Position;
import org.springframework.data.redis.connection.RedisPipelineException;

/** Every list command, at once and deferred, on a real Redis through both clients. */
class ListCommandsTests {

    private byte[] queue = {};
    private byte[] processing = {};
    private byte[] other = {};

    @BeforeEach
    void newKeys() {
        String id = UUID.randomUUID().toString();
        queue = bytes("queue-" + id);
        processing = bytes("queue-" + id + ":processing");
        other = bytes("other-" + id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void everyPush_isSentAndReadAsContent(String client) {
        run(client, (context, redis) -> {
            RedisListCommands lists = redis.listCommands();
            assertThat(lists.rPush(queue, bytes("b"), bytes("c"))).isEqualTo(2);
            assertThat(lists.lPush(queue, bytes("a"))).isEqualTo(3);
            assertThat(lists.rPushX(queue, bytes("e"))).isEqualTo(4);
            assertThat(lists.lPushX(queue, bytes("0"))).isEqualTo(5);
            assertThat(lists.lInsert(queue, Position.BEFORE, bytes("e"), bytes("d")))
                    .isEqualTo(6);
            lists.lSet(queue, 0, bytes("z"));

            assertThat(texts(lists.lRange(queue, 0, -1))).containsExactly("z", "a", "b", "c", "d", "e");
            assertThat(text(lists.lIndex(queue, 3))).isEqualTo("c");
            assertThat(lists.lLen(queue)).isEqualTo(6);
            assertThat(sent(context)).containsOnly(Outcome.OK).hasSize(7);
            assertThat(context.getBean(RecordingPublisher.class).events()).hasSize(7);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void pushThatAddsNothing_isCancelled(String client) {
        run(client, (context, redis) -> {
            assertThat(redis.listCommands().rPushX(queue, bytes("a"))).isZero();
            assertThat(redis.listCommands().lInsert(queue, Position.AFTER, bytes("x"), bytes("a")))
                    .isZero();
            redis.listCommands().rPush(queue, bytes("a"));
            assertThat(redis.listCommands().lInsert(queue, Position.AFTER, bytes("x"), bytes("b")))
                    .isEqualTo(-1);

            assertThat(sent(context))
                    .containsExactly(Outcome.CANCELLED, Outcome.CANCELLED, Outcome.OK, Outcome.CANCELLED);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void pushThatFails_isReportedWithItsError(String client) {
        run(client, (context, redis) -> {
            redis.stringCommands().set(queue, bytes("no list"));

            assertThatThrownBy(() -> redis.listCommands().rPush(queue, bytes("a")))
                    .isNotNull();

            assertThat(sent(context)).containsExactly(Outcome.EXCEPTION);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    @SuppressWarnings("deprecation")
    void everyPop_givesTheContentAndOneReceipt(String client) {
        run(client, (context, redis) -> {
            RedisListCommands lists = redis.listCommands();
            for (String payload : List.of("1", "two", "{\"n\":3}", "null", "\"5\"", "", "7", "8", "9", "10")) {
                lists.rPush(queue, bytes(payload));
            }
            assertThat(text(lists.lPop(queue))).isEqualTo("1");
            assertThat(texts(lists.lPop(queue, 2))).containsExactly("two", "{\"n\":3}");
            assertThat(texts(Objects.requireNonNull(lists.bLPop(1, other, queue))))
                    .containsExactly(text(queue), "null");
            assertThat(text(redis.lMove(queue, processing, Direction.LEFT, Direction.RIGHT)))
                    .isEqualTo("\"5\"");
            assertThat(text(lists.bLMove(queue, processing, Direction.LEFT, Direction.RIGHT, 1)))
                    .isEmpty();
            assertThat(texts(lists.bRPop(1, queue))).containsExactly(text(queue), "10");
            assertThat(text(lists.rPopLPush(queue, processing))).isEqualTo("9");
            assertThat(text(lists.bRPopLPush(1, queue, processing))).isEqualTo("8");
            assertThat(texts(lists.rPop(queue, 1))).containsExactly("7");
            assertThat(lists.rPop(queue)).isNull();

            assertTriples(context, 10);
            assertThat(texts(lists.lRange(processing, 0, -1))).containsExactly("8", "9", "\"5\"", "");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void commandsByValue_matchTheContent(String client) {
        byte[] binary = {(byte) 0xFF, 0, '"', (byte) 0xC3};
        run(client, (context, redis) -> {
            RedisListCommands lists = redis.listCommands();
            List<byte[]> payloads = List.of(
                    bytes("abc"),
                    bytes("\"abc\""),
                    bytes("{\"a\": \"}\"}"),
                    bytes("żółw\n\u0000"),
                    binary,
                    bytes("12"));
            for (byte[] payload : payloads) {
                lists.rPush(queue, payload, payload);
            }
            for (int i = 0; i < payloads.size(); i++) {
                byte[] payload = payloads.get(i);
                long first = 2L * i;
                assertThat(lists.lPos(queue, payload)).as(text(payload)).isEqualTo(first);
                assertThat(lists.lPos(queue, payload, 2, null)).containsExactly(first + 1);
                assertThat(lists.lPos(queue, payload, -1, 0)).containsExactly(first + 1, first);
                assertThat(lists.lPos(queue, payload, 3, null)).isEmpty();
            }
            for (byte[] payload : payloads) {
                assertThat(lists.lRem(queue, -1, payload)).isEqualTo(1);
                assertThat(lists.lRem(queue, 0, payload)).isEqualTo(1);
                assertThat(lists.lRem(queue, 1, payload)).isZero();
            }
            assertThat(lists.lLen(queue)).isZero();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void removalByContent_findsItInALongList(String client) {
        run(client, (context, redis) -> {
            RedisListCommands lists = redis.listCommands();
            for (int i = 0; i < 250; i++) {
                lists.rPush(queue, bytes(i % 100 == 42 ? "x" : "n" + i));
            }
            assertThat(lists.lPos(queue, bytes("x"), -1, 2)).containsExactly(242L, 142L);
            assertThat(lists.lRem(queue, -2, bytes("x"))).isEqualTo(2);
            assertThat(lists.lPos(queue, bytes("x"))).isEqualTo(42L);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void pipeline_mapsEachResultToItsCommand(String client) {
        run(client, (context, redis) -> {
            redis.openPipeline();
            queueEverything(redis);
            List<Object> results = redis.closePipeline();

            assertResults(results);
            assertThat(sent(context)).containsOnly(Outcome.OK).hasSize(5);
            letGo(redis);
            assertTriples(context, 3);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void transaction_mapsEachResultToItsCommand(String client) {
        run(client, (context, redis) -> {
            redis.multi();
            queueEverything(redis);
            assertThat(context.getBean(RecordingPublisher.class).events()).isEmpty();
            List<Object> results = redis.exec();

            assertResults(results);
            assertThat(sent(context)).containsOnly(Outcome.OK).hasSize(5);
            letGo(redis);
            assertTriples(context, 3);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = "lettuce")
    void transactionInAPipeline_mapsEachResultToItsCommand(String client) {
        run(client, (context, redis) -> {
            redis.openPipeline();
            redis.stringCommands().set(other, bytes("x"));
            redis.keyCommands().del(other);
            redis.multi();
            queueEverything(redis);
            redis.exec();
            redis.keyCommands().exists(queue);
            List<Object> results = redis.closePipeline();

            assertThat(results).hasSize(4);
            assertResults((List<?>) results.get(2));
            letGo(redis);
            assertTriples(context, 3);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void transactionThatIsDiscarded_callsTheMessagesOff(String client) {
        run(client, (context, redis) -> {
            redis.multi();
            redis.listCommands().rPush(queue, bytes("a"));
            redis.discard();

            assertThat(sent(context)).containsExactly(Outcome.CANCELLED);
            assertThat(redis.keyCommands().exists(queue)).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void transactionWhoseWatchedKeyChanged_callsTheMessagesOff(String client) {
        run(client, (context, redis) -> {
            redis.watch(other);
            try (RedisConnection another =
                    context.getBean(RedisConnectionFactory.class).getConnection()) {
                another.stringCommands().set(other, bytes("changed"));
            }
            redis.multi();
            redis.listCommands().rPush(queue, bytes("a"));
            redis.exec();

            assertThat(sent(context)).containsExactly(Outcome.CANCELLED);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = "jedis")
    void pipelineThatFailsInPart_keepsTheRest(String client) {
        run(client, (context, redis) -> {
            queueWithAFailure(redis);

            assertThatThrownBy(redis::closePipeline).isInstanceOfSatisfying(RedisPipelineException.class, failure -> {
                List<Object> results = failure.getPipelineResult();
                assertThat(results.get(0)).isInstanceOf(Exception.class);
                assertThat(text((byte[]) results.get(1))).isEqualTo("a");
            });
            assertThat(sent(context)).containsExactly(Outcome.OK, Outcome.OK);
            letGo(redis);
            assertTriples(context, 1);
        });
    }

    /** Lettuce gives no results of a pipeline in which a command failed: nobody knows what became of the others. */
    @ParameterizedTest
    @ValueSource(strings = "lettuce")
    void pipelineThatFails_isReportedWithItsError(String client) {
        run(client, (context, redis) -> {
            queueWithAFailure(redis);

            assertThatThrownBy(redis::closePipeline).isInstanceOf(RedisPipelineException.class);

            assertThat(sent(context)).containsExactly(Outcome.OK, Outcome.EXCEPTION);
        });
    }

    private void queueWithAFailure(RedisConnection redis) {
        redis.stringCommands().set(other, bytes("no list"));
        redis.listCommands().rPush(queue, bytes("a"));
        redis.openPipeline();
        redis.listCommands().lLen(other);
        redis.listCommands().lPop(queue);
        redis.listCommands().rPush(queue, bytes("b"));
    }

    /** Three pops of five messages, between commands of all kinds: with and without a result, grouped and direct. */
    @SuppressWarnings("deprecation")
    private void queueEverything(RedisConnection redis) {
        redis.stringCommands().set(other, bytes("x"));
        redis.listCommands().rPush(queue, bytes("a"), bytes("b"), bytes("{\"c\": 1}"));
        redis.setRange(other, bytes("y"), 1);
        redis.listCommands().lPop(queue);
        redis.keyCommands().rename(other, bytes(text(other) + "2"));
        redis.rPush(queue, bytes("d"));
        redis.listCommands().lSet(queue, -1, bytes("e"));
        redis.listCommands().lTrim(queue, 0, -1);
        redis.listCommands().lMove(queue, processing, Direction.LEFT, Direction.RIGHT);
        redis.listCommands().lRem(processing, 1, bytes("b"));
        redis.listCommands().lRange(queue, 0, -1);
        redis.listCommands().lPos(queue, bytes("e"));
        redis.get(bytes(text(other) + "2"));
        redis.listCommands().lPop(queue, 1);
        redis.keyCommands().exists(queue);
    }

    private void assertResults(@Nullable List<?> results) {
        assertThat(results).isNotNull();
        List<Object> readable = new ArrayList<>();
        for (Object result : results) {
            readable.add(readable(result));
        }
        assertThat(readable)
                .containsExactly(
                        true,
                        3L,
                        "a",
                        3L,
                        "b",
                        1L,
                        List.of("{\"c\": 1}", "e"),
                        List.of(1L),
                        "xy",
                        List.of("{\"c\": 1}"),
                        true);
    }

    private static Object readable(@Nullable Object result) {
        if (result instanceof byte[] bytes) {
            return text(bytes);
        }
        if (result instanceof List<?> list) {
            return list.stream().map(ListCommandsTests::readable).toList();
        }
        return Objects.requireNonNull(result);
    }

    private void letGo(RedisConnection redis) {
        redis.keyCommands().del(queue);
        redis.listCommands().lPop(queue);
    }

    interface Body {
        void with(ApplicationContext context, RedisConnection redis);
    }

    private void run(String client, Body body) {
        Consumer<ApplicationContext> test = context -> {
            try (RedisConnection redis =
                    context.getBean(RedisConnectionFactory.class).getConnection()) {
                body.with(context, redis);
            }
        };
        RedisContext.withFlowmon("flowmon.redis.lists=queue-*", "spring.data.redis.client-type=" + client)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    test.accept(context);
                });
    }

    private static List<Outcome> sent(ApplicationContext context) {
        return context.getBean(RecordingPublisher.class).ofType(MessageTypes.SEND_MESSAGE).stream()
                .map(event -> Objects.requireNonNull(event.completion()).outcome())
                .toList();
    }

    private static void assertTriples(ApplicationContext context, int count) {
        RecordingPublisher publisher = context.getBean(RecordingPublisher.class);
        List<Event> received = publisher.ofType(MessageTypes.RECEIVED_MESSAGE);
        assertThat(received).hasSize(count);
        assertThat(publisher.ofType(MessageTypes.START_PROCESSING)).hasSize(count);
        assertThat(publisher.ofType(MessageTypes.END_PROCESSING)).hasSize(count);
        assertThat(received.stream().map(Event::messageId).distinct()).hasSize(count);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    private static List<String> texts(List<byte[]> values) {
        return Arrays.asList(values.stream().map(ListCommandsTests::text).toArray(String[]::new));
    }
}
