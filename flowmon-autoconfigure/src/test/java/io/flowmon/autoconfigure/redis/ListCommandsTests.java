/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.event.Outcome;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.redis.connection.RedisListCommands;
import org.springframework.data.redis.connection.RedisListCommands.Direction;
import org.springframework.data.redis.connection.RedisListCommands.Position;

/** Every list command on a real Redis through both clients. */
class ListCommandsTests extends ListFixture {

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
}
