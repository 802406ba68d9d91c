/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher;

import io.flowmon.demo.launcher.flow.FlowCheck;
import io.flowmon.demo.launcher.flow.FlowDocument;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Sends orders to the frontend as a browser would, and asks the server what it knows of their flows. */
final class Orders {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final JsonMapper json = JsonMapper.builder().build();
    private final URI frontend;
    private final URI server;

    Orders(Ports ports) {
        this.frontend = URI.create("http://127.0.0.1:" + ports.frontend());
        this.server = URI.create("http://127.0.0.1:" + ports.server());
    }

    /**
     * What the frontend answered.
     *
     * @param correlationId names the flow
     * @param flowUrl where it is drawn
     */
    record Answer(@Nullable String correlationId, @Nullable String flowUrl) {}

    /** An order with which nothing is to go wrong: {@link #send(int, double, Fault)}. */
    String send(int messages, double seconds) throws IOException, InterruptedException {
        return send(Map.of("numberOfMessages", messages, "timeToSpend", seconds));
    }

    /** @throws IOException also when the frontend does not accept the order, or recorded no flow for it */
    String send(int messages, double seconds, Fault fault) throws IOException, InterruptedException {
        return send(Map.of("numberOfMessages", messages, "timeToSpend", seconds, "fault", fault));
    }

    private String send(Map<String, Object> order) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(frontend.resolve("/messages"))
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(order)))
                        .build(),
                BodyHandlers.ofString());
        if (response.statusCode() != 202) {
            throw new IOException("The frontend answered %d: %s".formatted(response.statusCode(), response.body()));
        }
        String correlationId = json.readValue(response.body(), Answer.class).correlationId();
        if (correlationId == null) {
            throw new IOException("The frontend recorded no flow. Is flowmon.enabled set to false?");
        }
        return correlationId;
    }

    /** What the server has of a flow by now; empty when it does not know it yet. */
    Optional<FlowDocument> flow(String correlationId) throws IOException, InterruptedException {
        String id = URLEncoder.encode(correlationId, StandardCharsets.UTF_8);
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(server.resolve("/api/flows/" + id))
                        .timeout(TIMEOUT)
                        .build(),
                BodyHandlers.ofString());
        return switch (response.statusCode()) {
            case 200 -> Optional.of(FlowDocument.parse(response.body()));
            case 404 -> Optional.empty();
            default ->
                throw new IOException("The server answered %d: %s".formatted(response.statusCode(), response.body()));
        };
    }

    /**
     * Looks until the flow is complete, and once more, so that an event too many is seen as well; or until the time is
     * over.
     */
    FlowReport await(String correlationId, FlowCheck check, Duration timeout) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(timeout);
        boolean wasComplete = false;
        while (true) {
            Optional<FlowDocument> flow = flow(correlationId);
            List<String> problems =
                    flow.map(check::problems).orElseGet(() -> List.of("The server knows no flow " + correlationId));
            if ((problems.isEmpty() && wasComplete) || Instant.now().isAfter(end)) {
                return new FlowReport(correlationId, flow.orElse(new FlowDocument(List.of())), problems);
            }
            wasComplete = problems.isEmpty();
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
        }
    }
}
