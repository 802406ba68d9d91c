/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server with rules that is killed at any moment, while slow steps go on at several endpoints: in the end there is one
 * alert for each, which has counted every step once.
 */
class AlertsCrashIT {

    private static final long SEED = Long.getLong("flowmon.crash.seed", System.nanoTime());
    private static final int ROUNDS = Integer.getInteger("flowmon.crash.alert-rounds", 2);
    private static final int ENDPOINTS = 5;
    private static final int MOST_MILLIS = 12_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();

    @TempDir
    Path folder;

    private ServerProcess server = new ServerProcess(Path.of("."));
    private volatile boolean over;

    @AfterEach
    void kill() throws InterruptedException {
        over = true;
        server.kill();
    }

    @Test
    void alerts_ofAServerKilledAtAnyMoment_areThereOnce_andHaveCountedEverythingOnce() throws Exception {
        System.out.println("seed: -Dflowmon.crash.seed=" + SEED);
        Random random = new Random(SEED);
        server = new ServerProcess(folder, ServerProcess.RULES + "true");
        server.launch();
        server.awaitReady();
        await().atMost(PATIENCE).until(this::isJudging);
        Thread poster = new Thread(this::post, "poster");
        poster.start();

        for (int round = 0; round < ROUNDS; round++) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(MOST_MILLIS));
            server.kill();
            server.launch();
            server.awaitReady();
        }
        await().atMost(PATIENCE).until(this::isJudging);
        over = true;
        poster.join();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(counts()).isEqualTo(acknowledged));
        assertThat(acknowledged).hasSize(ENDPOINTS);
        System.out.println("alerts: " + acknowledged);
    }

    /** Sends one after the other, each as often as it takes until the server says that it has it. */
    private void post() {
        for (int i = 0; !over; i++) {
            String endpoint = "GET /slow/" + i % ENDPOINTS;
            String event = event(endpoint);
            String key = UUID.randomUUID().toString();
            while (!delivered(event, key)) {
                if (over) {
                    return;
                }
            }
            acknowledged.merge("orders " + endpoint, 1L, Long::sum);
        }
    }

    private boolean delivered(String event, String key) {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri("/api/events"))
                    .timeout(Duration.ofSeconds(10))
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", key)
                    .POST(BodyPublishers.ofString(event))
                    .build();
            TimeUnit.MILLISECONDS.sleep(20);
            return http.send(request, BodyHandlers.ofString()).statusCode() == 202;
        } catch (IOException away) {
            return false;
        } catch (InterruptedException stopped) {
            over = true;
            return false;
        }
    }

    /** By key; a key with two alerts has no sum. */
    private Map<String, Long> counts() throws IOException, InterruptedException {
        Map<String, Long> counts = new HashMap<>();
        for (JsonNode alert : get("/api/alerts?rule=slow-step").get("alerts")) {
            counts.merge(alert.get("key").stringValue(), alert.get("count").longValue(), (a, b) -> -1L);
        }
        return counts;
    }

    private boolean isJudging() throws IOException, InterruptedException {
        return get("/api/rules")
                .get("rules")
                .valueStream()
                .anyMatch(rule -> rule.get("rule").stringValue().equals("slow-step") && rule.has("up_to"));
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(path)).build();
        return JsonMapper.shared()
                .readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.httpPort() + path);
    }

    private static String event(String endpoint) {
        String now = Instant.now().toString();
        return """
                [{"event_id": "%s", "correlation_id": "%s", "timestamp": "%s", "module_type": "orders",
                  "module_id": "orders_host_1", "endpoint": "%s", "message_type": "End call", "role": "receiver",
                  "action_id": "%s", "end_timestamp": "%s", "elapsed_time": 0.5, "outcome": "ok"}]
                """.formatted(UUID.randomUUID(), UUID.randomUUID(), now, endpoint, UUID.randomUUID(), now);
    }
}
