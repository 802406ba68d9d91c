/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.demo.launcher.flow.FlowDocument;
import io.flowmon.demo.launcher.flow.FlowEvent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A part that ends is noticed, and the calls that miss it are recorded with their ends. */
class UnreachableMiddleEndIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration FLOW = Duration.ofMinutes(1);

    private Demo demo;
    private Orders orders;

    @BeforeEach
    void start() throws Exception {
        Ports ports = FreePorts.find();
        demo = new Demo(new DemoSettings(ROOT, Path.of("target/demo-it-down").toAbsolutePath(), null, ports, START));
        orders = new Orders(ports);
        demo.start();
    }

    @AfterEach
    void stop() {
        demo.close();
    }

    @Test
    void order_middleEndKilled_callAndRequestHaveTheirEnds() throws Exception {
        long pid = demo.running().stream()
                .filter(part -> part.name().equals("middleend"))
                .findFirst()
                .orElseThrow()
                .pid();
        ProcessHandle middleEnd = ProcessHandle.of(pid).orElseThrow();
        middleEnd.destroyForcibly();
        middleEnd.onExit().join();
        assertThatThrownBy(demo::awaitFailure).hasMessageContaining("middleend ended");

        String flow = "it-" + UUID.randomUUID();
        assertThat(post(flow)).isEqualTo(502);

        Awaitility.await().atMost(FLOW).untilAsserted(() -> assertThat(events(flow))
                .extracting(FlowEvent::messageType)
                .containsExactlyInAnyOrder("Begin call", "Begin service call", "End service call", "End call"));
        assertThat(events(flow))
                .filteredOn(event -> event.messageType().startsWith("End"))
                .extracting(FlowEvent::outcome)
                .containsExactlyInAnyOrder("exception", "server_error");
    }

    private List<FlowEvent> events(String flow) throws Exception {
        return orders.flow(flow).map(FlowDocument::events).orElse(List.of());
    }

    private int post(String correlationId) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + demo.settings().ports().frontend() + "/messages");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("X-Correlation-Id", correlationId)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"numberOfMessages\":1,\"timeToSpend\":0}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
