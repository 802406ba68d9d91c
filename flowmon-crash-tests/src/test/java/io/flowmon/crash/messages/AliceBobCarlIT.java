/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.crash.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.brokers.FreePorts;
import io.flowmon.brokers.RabbitBroker;
import io.flowmon.server.FlowmonServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Alice orders, Bob confirms, Carl delivers and tells Alice. Bob swallows every fifth order; Carl never ends one, and is
 * killed. What is missing is named, and one replay brings it to its end.
 */
@Tag("full")
class AliceBobCarlIT {

    private static final int ORDERS = 20;
    private static final List<Integer> SWALLOWED = List.of(5, 10, 15, 20);
    private static final int STUCK = 7;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private RabbitBroker rabbit;
    private ConfigurableApplicationContext server;
    private int port;

    @BeforeEach
    void start() throws Exception {
        rabbit = RabbitBroker.start(Files.createDirectory(folder.resolve("rabbit")));
        port = FreePorts.next();
        server = SpringApplication.run(
                FlowmonServer.class,
                "--server.port=0",
                "--flowmon.server.zeromq.port=" + port,
                "--flowmon.server.rules.enabled=false",
                "--flowmon.server.messages.lost-after=3s",
                "--flowmon.server.replay.rabbitmq.uri=" + rabbit.uri(),
                "--flowmon.server.data=" + folder.resolve("data"));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        if (rabbit != null) {
            rabbit.close();
        }
    }

    @Test
    @SuppressWarnings("try") // Bob is there to work, not to be asked
    void whatIsSwallowedOrLeftUnfinished_isNamed_andReplayedToItsEndOnce() throws Exception {
        try (ColleagueProcess alice = colleague("alice", "-", "0", "0")) {
            try (ColleagueProcess bob = colleague("bob", "carl", "5", "0");
                    ColleagueProcess carl = colleague("carl", "alice", "0", Integer.toString(STUCK))) {
                alice.order("bob", ORDERS);
                await().atMost(PATIENCE).until(() -> numbers("state=processing").equals(List.of(STUCK)));
                carl.kill();
                await().atMost(PATIENCE)
                        .until(() -> numbers("state=lost&destination=bob").equals(SWALLOWED));
                assertDrawn();
            }
            assertThat(numbers("state=processing")).containsExactly(STUCK);
            List<Integer> left = numbers("state=in_bus,lost&destination=carl");
            assertThat(left).allMatch(number -> number > STUCK);

            try (ColleagueProcess bob = colleague("bob", "carl", "0", "0");
                    ColleagueProcess carl = colleague("carl", "alice", "0", "0")) {
                List<Integer> all = IntStream.rangeClosed(1, ORDERS).boxed().toList();
                replay("{\"filter\":{\"state\":\"lost,processing,failed\",\"kind\":\"message\"}}");

                await().atMost(PATIENCE).until(() -> List.of(bob.done(), carl.done(), alice.done())
                        .equals(List.of(all, all, all)));
                await().atMost(PATIENCE).until(() -> numbers("state=processing,lost,in_bus,received,failed")
                        .isEmpty());
                assertThat(numbers("state=replayed&destination=bob")).isEqualTo(SWALLOWED);
                assertThat(numbers("state=replayed&destination=carl")).contains(STUCK);
                assertThat(numbers("state=done&destination=alice")).isEqualTo(all);
            }
        }
    }

    /** The flow of an order that went well: three messages, each from one to the next. */
    private void assertDrawn() throws Exception {
        JsonNode first =
                json("/api/messages?state=done&destination=alice&limit=500").at("/messages/0");
        String flow = first.path("correlation_id").asString();

        String drawing = http.send(
                        HttpRequest.newBuilder(uri("/api/flows/" + flow + "/sequence?format=mermaid"))
                                .build(),
                        BodyHandlers.ofString())
                .body();

        assertThat(drawing.replaceAll("\\d+(\\.\\d+)? m?s", "TIME")).isEqualTo("""
                sequenceDiagram
                    participant p1 as alice
                    participant p2 as QUEUE bob
                    participant p3 as bob
                    participant p4 as QUEUE carl
                    participant p5 as carl
                    participant p6 as QUEUE alice
                    p1-)p2: send, TIME
                    p2-)p3: waited TIME + TIME, worked TIME
                    p3-)p4: send, TIME
                    p4-)p5: waited TIME + TIME, worked TIME
                    p5-)p6: send, TIME
                    p6-)p1: waited TIME + TIME, worked TIME
                """);
        JsonNode document = json("/api/flows/" + flow);
        assertThat(document.path("modules").valueStream().map(JsonNode::asString))
                .containsExactly("alice", "bob", "carl");
        assertThat(document.path("messages")
                        .valueStream()
                        .map(message -> message.path("endpoint").asString() + " "
                                + message.path("depth").asInt()))
                .containsExactly("QUEUE bob 0", "QUEUE carl 1", "QUEUE alice 2");
    }

    private ColleagueProcess colleague(String name, String... habits) throws Exception {
        return ColleagueProcess.start(folder, name, port, rabbit.port(), habits);
    }

    /** The numbers of the orders that such messages carry, ascending. */
    private List<Integer> numbers(String query) throws Exception {
        return json("/api/messages?limit=500&kind=message&" + query)
                .path("messages")
                .valueStream()
                .map(message -> number(message.path("message_id").asString()))
                .sorted()
                .toList();
    }

    private int number(String messageId) {
        try {
            return json("/api/messages/" + messageId).at("/payload/body/number").asInt();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void replay(String request) throws Exception {
        HttpResponse<String> started = http.send(
                HttpRequest.newBuilder(uri("/api/replays"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(request))
                        .build(),
                BodyHandlers.ofString());
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        String address = started.headers().firstValue("Location").orElseThrow();
        await().atMost(PATIENCE).until(() -> json(address).has("ended_at"));
        assertThat(json(address).path("failed").asInt()
                        + json(address).path("skipped").asInt())
                .isZero();
    }

    private JsonNode json(String path) throws Exception {
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getEnvironment().getProperty("local.server.port") + path);
    }
}
