/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisListCommands.Direction;
import org.springframework.data.redis.connection.RedisListCommands.Position;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamReadOptions;

/** What Spring Data or Redis refuses is refused in their words, as without flowmon. */
@NullUnmarked
@SuppressWarnings("unchecked") // offsets are an array of a generic type
class RefusedCommandsTests extends ListFixture {

    private Map<String, Consumer<RedisConnection>> calls() {
        byte[] value = bytes("v");
        byte[] stream = bytes("orders-" + text(queue));
        Map<String, Consumer<RedisConnection>> calls = new LinkedHashMap<>();
        calls.put("rPush null key", redis -> redis.listCommands().rPush(null, value));
        calls.put("rPush null values", redis -> redis.listCommands().rPush(queue, (byte[][]) null));
        calls.put("rPush null value", redis -> redis.listCommands().rPush(queue, value, null));
        calls.put("rPush no value", redis -> redis.listCommands().rPush(queue));
        calls.put("rPushX null value", redis -> redis.listCommands().rPushX(queue, null));
        calls.put("lPushX null key", redis -> redis.listCommands().lPushX(null, value));
        calls.put("lSet null key", redis -> redis.listCommands().lSet(null, 0, value));
        calls.put("lSet null value", redis -> redis.listCommands().lSet(queue, 0, null));
        calls.put("lInsert null where", redis -> redis.listCommands().lInsert(queue, null, value, value));
        calls.put("lInsert null pivot", redis -> redis.listCommands().lInsert(queue, Position.AFTER, null, value));
        calls.put("lInsert null value", redis -> redis.listCommands().lInsert(queue, Position.AFTER, value, null));
        calls.put("lRem null value", redis -> redis.listCommands().lRem(queue, 1, null));
        calls.put("lPos null element", redis -> redis.listCommands().lPos(queue, null, null, null));
        calls.put("lPos rank 0", redis -> redis.listCommands().lPos(queue, value, 0, 1));
        calls.put("lPos negative count", redis -> redis.listCommands().lPos(queue, value, 1, -1));
        calls.put("lLen null key", redis -> redis.listCommands().lLen(null));
        calls.put("lRange null key", redis -> redis.listCommands().lRange(null, 0, 1));
        calls.put("lPop null key", redis -> redis.listCommands().lPop(null));
        calls.put("rPop null key", redis -> redis.listCommands().rPop(null, 2));
        calls.put("bLPop null keys", redis -> redis.listCommands().bLPop(1, (byte[][]) null));
        calls.put("bLPop null key", redis -> redis.listCommands().bLPop(1, queue, null));
        calls.put("bRPop no keys", redis -> redis.listCommands().bRPop(1));
        calls.put("rPopLPush null destination", redis -> redis.listCommands().rPopLPush(queue, null));
        calls.put("rPopLPush null source", redis -> redis.listCommands().rPopLPush(null, queue));
        calls.put("lMove null destination", redis -> redis.listCommands()
                .lMove(queue, null, Direction.LEFT, Direction.LEFT));
        calls.put("lMove null side", redis -> redis.listCommands().lMove(queue, processing, null, Direction.LEFT));
        calls.put("publish null message", redis -> redis.publish(bytes("news"), null));
        calls.put("publish null channel", redis -> redis.publish(null, value));
        calls.put("xAdd null record", redis -> redis.streamCommands().xAdd(null));
        calls.put("xAdd null key", redis -> redis.streamCommands().xAdd(null, Map.of(value, value)));
        calls.put("xRange null key", redis -> redis.streamCommands().xRange(null, null));
        calls.put("xRead null offsets", redis -> redis.streamCommands()
                .xRead(StreamReadOptions.empty(), (StreamOffset<byte[]>[]) null));
        calls.put("xReadGroup null consumer", redis -> redis.streamCommands()
                .xReadGroup(null, StreamOffset.fromStart(stream)));
        return calls;
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void refusedCommand_failsAsWithoutFlowmon(String client) {
        Map<String, String> decorated = new LinkedHashMap<>();
        Map<String, String> bare = new LinkedHashMap<>();
        List<Object> reported = new ArrayList<>();
        RedisContext.withFlowmon(
                        "flowmon.redis.lists=queue-*",
                        "flowmon.redis.channels=news",
                        "flowmon.redis.streams=orders-*",
                        "spring.data.redis.client-type=" + client)
                .run(context -> {
                    outcomes(context.getBean(RedisConnectionFactory.class), decorated);
                    reported.addAll(context.getBean(RecordingPublisher.class).events());
                });
        RedisContext.application()
                .withPropertyValues("spring.data.redis.client-type=" + client)
                .run(context -> outcomes(context.getBean(RedisConnectionFactory.class), bare));

        assertThat(bare).hasSizeGreaterThan(30);
        assertThat(decorated).isEqualTo(bare);
        assertThat(reported).isEmpty();
    }

    private void outcomes(RedisConnectionFactory factory, Map<String, String> outcomes) {
        try (RedisConnection redis = factory.getConnection()) {
            calls().forEach((name, call) -> {
                Throwable refused = catchThrowable(() -> call.accept(redis));
                outcomes.put(name, refused == null ? "none" : refused.getClass() + ": " + refused.getMessage());
            });
        }
    }
}
