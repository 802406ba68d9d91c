/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Slow steps at several endpoints, one after the other, each sent until the server has it; and the alerts that come of them. */
final class SlowSteps {

    static final int ENDPOINTS = 5;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final ServerProcess server;
    private final Thread poster = new Thread(this::post, "poster");
    private volatile boolean over;

    SlowSteps(ServerProcess server) {
        this.server = server;
    }

    void begin() {
        poster.start();
    }

    void end() throws InterruptedException {
        over = true;
        poster.join();
    }

    /** How many the server has, by the key of their alert. */
    Map<String, Long> acknowledged() {
        return acknowledged;
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
    Map<String, Long> counts() throws IOException, InterruptedException {
        Map<String, Long> counts = new HashMap<>();
        for (JsonNode alert : get("/api/alerts?rule=slow-step").get("alerts")) {
            counts.merge(alert.get("key").stringValue(), alert.get("count").longValue(), (a, b) -> -1L);
        }
        return counts;
    }

    /** Whether the rule has said how far it has come. */
    boolean isJudging() throws IOException, InterruptedException {
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
