/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.server.event.IncomingEvent;
import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.EventStore;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server without rules that is asked for advice. */
final class AdviceServer implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;

    private AdviceServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static AdviceServer start(Path data, String... settings) {
        String[] always = {
            "--server.port=0",
            "--flowmon.server.zeromq.port=0",
            "--flowmon.server.rules.enabled=false",
            "--flowmon.server.data=" + data
        };
        return new AdviceServer(SpringApplication.run(
                FlowmonServer.class,
                Stream.of(always, settings).flatMap(Stream::of).toArray(String[]::new)));
    }

    @Override
    public void close() {
        context.close();
    }

    /** Stores the events; the answer is when the last of them is over. */
    Instant put(List<IncomingEvent> events) throws Exception {
        EventStore store = context.getBean(EventStore.class);
        for (int i = 0; i < events.size(); i += 10_000) {
            List<IncomingEvent> part = events.subList(i, Math.min(events.size(), i + 10_000));
            store.offer(new EventBatch(Instant.now(), "test", part, List.of(), null, null, 100L * part.size()))
                    .orElseThrow()
                    .get(60, TimeUnit.SECONDS);
        }
        return events.stream()
                .map(IncomingEvent::timestamp)
                .max(Instant::compareTo)
                .orElseThrow()
                .plus(Duration.ofMillis(1));
    }

    /** The one advice about that module and endpoint. */
    JsonNode advice(Instant from, Instant to, String module, String endpoint) throws Exception {
        JsonNode advice = get(from, to, "&module=" + encoded(module) + "&endpoint=" + encoded(endpoint))
                .get("advice");
        assertThat(advice).hasSize(1);
        return advice.get(0);
    }

    JsonNode get(Instant from, Instant to, String more) throws Exception {
        HttpResponse<String> answer = call("/api/advice?from=" + from + "&to=" + to + more);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    HttpResponse<String> call(String path) throws Exception {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .build(),
                BodyHandlers.ofString());
    }

    /** A number by its path. */
    static double number(JsonNode node, String... path) {
        return at(node, path).doubleValue();
    }

    /** A text by its path. */
    static String text(JsonNode node, String... path) {
        return at(node, path).stringValue();
    }

    private static JsonNode at(JsonNode node, String... path) {
        JsonNode found = node;
        for (String name : path) {
            assertThat(found.has(name)).as("%s in %s", name, found).isTrue();
            found = found.get(name);
        }
        return found;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
