/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flowmon.brokers.RedisBroker;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** A real Redis, and targets that are closed after each test. */
abstract class RedisTargetFixture {

    static RedisBroker redis;
    static RedisClient client;
    static StatefulRedisConnection<byte[], byte[]> connection;

    final List<RedisTarget> opened = new ArrayList<>();

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

    RedisTarget target(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("flowmon.server.replay.redis.uri", redis.uri()));
        settings.forEach((name, value) -> all.put(
                name.equals("push") ? "flowmon.server.replay.redis.push" : "flowmon.server.replay." + name, value));
        return open(all);
    }

    RedisTarget open(Map<String, String> settings) {
        RedisTarget target = RedisTarget.of(Replays.settings(settings));
        opened.add(target);
        return target;
    }

    static RedisCommands<byte[], byte[]> commands() {
        return connection.sync();
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
