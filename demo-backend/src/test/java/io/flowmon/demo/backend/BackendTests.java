/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.backend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.brokers.RedisBroker;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.health.contributor.Status;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

class BackendTests {

    private static final String PROCESSING = "app_queue:processing:one";
    private static final String FAILED = "app_queue:failed";

    private RedisBroker redisServer;
    private LettuceConnectionFactory connections;
    private StringRedisTemplate redis;
    private @Nullable BackendTestContext backend;

    @BeforeEach
    void startRedis() {
        redisServer = RedisBroker.start();
        connections = new LettuceConnectionFactory("127.0.0.1", redisServer.port());
        connections.afterPropertiesSet();
        connections.start();
        redis = new StringRedisTemplate(connections);
    }

    @AfterEach
    void stop() {
        stopBackend();
        connections.destroy();
        redisServer.close();
    }

    @Test
    void messages_manyMore_thanWorkers_areAllDoneAndNothingIsLeft() {
        push(messages(40, "0.01"));

        start("one");
        patiently().until(() -> size("app_queue") == 0 && size(PROCESSING) == 0);
        patiently().untilAsserted(() -> assertThat(running().bean(Workers.class).busy())
                .isLessThanOrEqualTo(1));
        assertThat(list(FAILED)).isEmpty();
    }

    @Test
    void messages_allWorkersBusy_restStaysInTheQueue() {
        push(messages(15, "2"));
        push(messages(5, "0"));

        start("one");
        patiently().until(() -> size(PROCESSING) == 10);

        assertThat(list("app_queue")).hasSize(10);
        assertThat(running().bean(Workers.class).busy()).isEqualTo(10);
    }

    @Test
    void start_messagesLeftByOwnCrash_areWorkedOnFirst() {
        List<String> left = messages(2, "0");
        redis.opsForList().rightPushAll(PROCESSING, left);
        redis.opsForList().rightPushAll(FAILED, "before");
        push(List.of("no message"));

        start("one");
        patiently().until(() -> size("app_queue") == 0 && size(PROCESSING) == 0);
        assertThat(list(FAILED)).containsExactly("before", "no message");
    }

    @Test
    void start_messagesOfAnotherInstance_areLeftAlone() {
        List<String> others = messages(2, "0");
        redis.opsForList().rightPushAll("app_queue:processing:two", others);
        push(messages(1, "0"));

        start("one");
        patiently().until(() -> size("app_queue") == 0 && size(PROCESSING) == 0);
        assertThat(list("app_queue:processing:two")).isEqualTo(others);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no json", "{}", "{\"timeToSpend\":11}", "[]"})
    void poison_anyKind_isPutAsideOnceAndTheNextIsWorkedOn(String kind) {
        String poison = kind.startsWith("{\"") ? message(1, "11", false) : kind;
        push(List.of(poison));
        push(messages(3, "0"));

        start("one");
        patiently().until(() -> size("app_queue") == 0 && size(PROCESSING) == 0);
        assertThat(running().bean(PopLoopHealthIndicator.class).health().getStatus())
                .isEqualTo(Status.UP);
        assertThat(list(FAILED)).containsExactly(poison);
    }

    @Test
    void message_orderedToFail_isPutAside() {
        String failing = message(1, "0", true);
        push(List.of(failing));

        start("one");
        patiently().until(() -> size(FAILED) == 1);
        patiently().until(() -> size(PROCESSING) == 0);
        assertThat(list(FAILED)).containsExactly(failing);
    }

    @Test
    void stop_workRunning_finishesItAndLeavesTheRest() {
        List<String> pushed = messages(12, "0.5");
        push(pushed);

        start("one");
        patiently().until(() -> size(PROCESSING) == 10);
        stopBackend();

        assertThat(list(PROCESSING)).isEmpty();
        assertThat(list("app_queue")).isEqualTo(pushed.subList(10, 12));
    }

    @Test
    void redis_awayAndBack_isWaitedForAndReportedMeanwhile() {
        int port = redisServer.port();
        start("one");
        var health = running().bean(PopLoopHealthIndicator.class);
        patiently().until(() -> health.health().getStatus().equals(Status.UP));

        redisServer.close();
        patiently().until(() -> health.health().getStatus().equals(Status.DOWN));

        redisServer = RedisBroker.startOn(port);
        patiently().ignoreExceptions().until(() -> {
            push(messages(1, "0"));
            return true;
        });
        patiently().until(() -> health.health().getStatus().equals(Status.UP));
        patiently().until(() -> size("app_queue") == 0 && size(PROCESSING) == 0);
    }

    private void start(String instance) {
        backend = new BackendTestContext(redisServer.port(), instance);
    }

    private BackendTestContext running() {
        return requireNonNull(backend);
    }

    private void stopBackend() {
        if (backend != null) {
            backend.close();
        }
    }

    /** Work that fails ends in its thread's uncaught exception, which is meant and no test's failure. */
    private static ConditionFactory patiently() {
        return await().dontCatchUncaughtExceptions();
    }

    private void push(List<String> messages) {
        redis.opsForList().rightPushAll("app_queue", messages);
    }

    private List<String> list(String key) {
        return redis.opsForList().range(key, 0, -1);
    }

    private long size(String key) {
        return redis.opsForList().size(key);
    }

    private static List<String> messages(int count, String seconds) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(index -> message(index, seconds, false))
                .toList();
    }

    private static String message(int index, String seconds, boolean fail) {
        return "{\"id\":\"%s\",\"index\":%d,\"timeToSpend\":%s,\"fail\":%s}"
                .formatted(UUID.randomUUID(), index, seconds, fail);
    }
}
