/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import static org.awaitility.Awaitility.await;

import io.flowmon.autoconfigure.test.RawHttp;
import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The test application in a container, on a port of its own. */
final class WebTestServer implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final RecordingPublisher publisher;
    private final RawHttp http;

    WebTestServer(Class<?> container, Map<String, Object> properties) {
        this.context = new SpringApplicationBuilder(WebTestApplication.class, container)
                .properties(properties)
                .properties(
                        "server.port=0",
                        "spring.main.banner-mode=off",
                        "spring.autoconfigure.exclude="
                                + "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
                .run();
        this.publisher = context.getBean(RecordingPublisher.class);
        this.http = new RawHttp(Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port")));
    }

    RawHttp http() {
        return http;
    }

    String get(String path) {
        return http.exchange("GET " + path + " HTTP/1.1", "");
    }

    /** Sends a request in a flow of its own and returns its two events. */
    Call call(String head, String body) {
        String correlationId = UUID.randomUUID().toString();
        String answer = http.exchange(head + "\nX-Correlation-Id: " + correlationId, body);
        return new Call(answer, awaitEvents(correlationId));
    }

    List<Event> awaitEvents(String correlationId) {
        await().until(() -> publisher.eventsOf(correlationId).stream()
                .anyMatch(event -> event.messageType().equals(MessageTypes.END_CALL)));
        return publisher.eventsOf(correlationId);
    }

    RecordingPublisher publisher() {
        return publisher;
    }

    @Override
    public void close() {
        context.close();
    }
}
