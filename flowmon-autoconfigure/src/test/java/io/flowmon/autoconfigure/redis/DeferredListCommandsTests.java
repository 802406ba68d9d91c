/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.event.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisListCommands.Direction;
import org.springframework.data.redis.connection.RedisPipelineException;

/** List commands in pipelines and transactions, on a real Redis through both clients. */
class DeferredListCommandsTests extends ListFixture {

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
            return list.stream().map(DeferredListCommandsTests::readable).toList();
        }
        return Objects.requireNonNull(result);
    }

    private void letGo(RedisConnection redis) {
        redis.keyCommands().del(queue);
        redis.listCommands().lPop(queue);
    }
}
