/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.server.replay.target.ReplayTargets;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A server whose messages are sent again to places in memory. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReplayFixture {

    static final JsonMapper JSON = JsonMapper.shared();

    final MessageEvents events = new MessageEvents();

    @TempDir
    static Path folder;

    ConfigurableApplicationContext server;
    ApiClient api;
    InMemoryReplayTarget target;

    @BeforeAll
    void start() {
        server = serverWith();
        api = new ApiClient(server);
        target = server.getBean(InMemoryReplayTarget.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    static ConfigurableApplicationContext serverWith(String... settings) {
        return new SpringApplicationBuilder(FlowmonServer.class, Targets.class)
                .properties("flowmon.server.data=" + folder.resolve("data"))
                .run(Stream.concat(
                                Stream.of("--server.port=0", "--flowmon.server.zeromq.port=0"), Arrays.stream(settings))
                        .toArray(String[]::new));
    }

    /** The events of a message that was sent there with this as its content, and failed. */
    final List<ObjectNode> failed(UUID id, String endpoint, String body) {
        ObjectNode sent = events.event(id, "S", endpoint, 0);
        sent.putObject("service_params")
                .put("body_size", body.length())
                .set(
                        "body",
                        JsonMapper.builder()
                                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                                .build()
                                .readTree(body));
        return List.of(sent, events.event(id, "F", endpoint, 2));
    }

    final JsonNode plan(String request) throws Exception {
        HttpResponse<String> plan = api.post("/api/replays/plan", request);
        assertThat(plan.statusCode()).as(plan.body()).isEqualTo(200);
        return JSON.readTree(plan.body());
    }

    /** A replay, when it is over. */
    final JsonNode replayed(String request) throws Exception {
        return ended(started(request));
    }

    /** The address of a replay that has begun. */
    final String started(String request) throws Exception {
        HttpResponse<String> started = api.post("/api/replays", request);
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        return started.headers().firstValue("Location").orElseThrow();
    }

    final JsonNode ended(String address) throws Exception {
        await().atMost(Duration.ofSeconds(30)).until(() -> api.json(address).has("ended_at"));
        return api.json(address);
    }

    /** The only message of a replay, before and after. */
    final JsonNode only(JsonNode replay) throws Exception {
        JsonNode messages = api.json("/api/replays/" + replay.path("id").asString() + "/messages")
                .path("messages");
        assertThat(messages.size()).isEqualTo(1);
        return messages.get(0);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Targets {

        @Bean
        InMemoryReplayTarget inMemoryTarget() {
            return new InMemoryReplayTarget();
        }

        @Bean
        @Primary
        ReplayTargets inMemoryTargets(InMemoryReplayTarget target) {
            return new ReplayTargets(List.of(target));
        }
    }
}
