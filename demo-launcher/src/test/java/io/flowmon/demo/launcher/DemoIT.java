/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.demo.launcher.flow.FlowCheck;
import io.flowmon.demo.launcher.flow.FlowDocument;
import io.flowmon.demo.launcher.flow.FlowEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole path on real parts: what the services do is what the server shows. */
class DemoIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration FLOW = Duration.ofMinutes(1);

    private static Demo demo;
    private static Orders orders;

    @BeforeAll
    static void start() throws Exception {
        Ports ports = FreePorts.find();
        demo = new Demo(new DemoSettings(ROOT, Path.of("target/demo-it").toAbsolutePath(), null, ports, START));
        orders = new Orders(ports);
        demo.start();
    }

    @AfterAll
    static void stop() {
        demo.close();
        assertThat(demo.running())
                .allSatisfy(part -> assertThat(ProcessHandle.of(part.pid())).isEmpty());
        assertThat(demo.data()).doesNotExist();
    }

    @Test
    void order_threeMessages_isOneCompleteTree() throws Exception {
        String flow = orders.send(3, 0.1);

        assertThat(orders.await(flow, FlowCheck.ofOrder(flow, 3), FLOW).problems())
                .isEmpty();
    }

    @Test
    void orders_manyAtOnce_neverMix() throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(4);
        try {
            List<Callable<String>> tasks = List.of(send(1), send(2), send(3), send(4), send(5), send(6));
            List<Future<String>> sent = senders.invokeAll(tasks);
            for (int i = 0; i < sent.size(); i++) {
                String flow = sent.get(i).get();
                assertThat(orders.await(flow, FlowCheck.ofOrder(flow, i + 1), FLOW)
                                .problems())
                        .isEmpty();
            }
        } finally {
            senders.shutdownNow();
        }
    }

    @Test
    void order_oneFails_endsWithItsException() throws Exception {
        String flow = orders.send(2, 0, Fault.FAILING_BACKEND);

        assertThat(orders.await(flow, FlowCheck.ofOrder(flow, 2), FLOW).problems())
                .isEmpty();
        assertThat(events(flow, of("backend", "End processing")))
                .extracting(FlowEvent::outcome)
                .containsExactlyInAnyOrder("ok", "exception");
    }

    /** What the page promises. */
    @Test
    void order_ofSixtyMessagesOfOneSecond_raisesThreeAlerts() throws Exception {
        String flow = orders.send(60, 1);

        await().atMost(FLOW).untilAsserted(() -> {
            assertThat(alerts("slow-step")).contains(flow, "backend LIST app_queue");
            assertThat(alerts("slow-flow")).contains(flow, "frontend POST /messages");
            assertThat(alerts("throttling")).contains("backend LIST app_queue");
        });
    }

    @Test
    void route_unknown_hasBeginAndEnd() throws Exception {
        String flow = "it-" + UUID.randomUUID();

        assertThat(get("/nowhere", flow)).isEqualTo(404);

        await().atMost(FLOW).untilAsserted(() -> assertThat(events(flow, event -> true))
                .extracting(FlowEvent::messageType)
                .containsExactly("Begin call", "End call"));
        assertThat(events(flow, of("middleend", "End call"))).singleElement().satisfies(end -> {
            assertThat(end.endpoint()).isEqualTo("GET (unmatched)");
            assertThat(end.outcome()).isEqualTo("client_error");
        });
    }

    private static Callable<String> send(int messages) {
        return () -> orders.send(messages, 0.05);
    }

    private static List<FlowEvent> events(String flow, Predicate<FlowEvent> wanted)
            throws IOException, InterruptedException {
        return orders.flow(flow).map(FlowDocument::events).orElse(List.of()).stream()
                .filter(wanted)
                .toList();
    }

    private static Predicate<FlowEvent> of(String module, String messageType) {
        return event -> event.moduleType().equals(module) && event.messageType().equals(messageType);
    }

    private static String alerts(String rule) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + demo.settings().ports().server() + "/api/alerts?rule=" + rule);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    private static int get(String path, String correlationId) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + demo.settings().ports().middleend() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("X-Correlation-Id", correlationId)
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
