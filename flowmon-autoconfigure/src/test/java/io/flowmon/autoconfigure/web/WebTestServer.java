/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import static io.flowmon.autoconfigure.test.Waiting.await;

import io.flowmon.autoconfigure.test.RawHttp;
import io.flowmon.autoconfigure.test.RawHttp2;
import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The test application in a container, on a port of its own, which takes HTTP/1.1 and HTTP/2. */
final class WebTestServer implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final RecordingPublisher publisher;
    private final RawHttp http;
    private final RawHttp2 http2;

    WebTestServer(List<Class<?>> sources, String... properties) {
        this.context = new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
                .properties(
                        "server.port=0",
                        "server.http2.enabled=true",
                        "server.max-http-request-header-size=1MB",
                        "spring.main.banner-mode=off",
                        "server.shutdown=immediate",
                        "spring.autoconfigure.exclude="
                                + "org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration,"
                                + "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
                .properties(properties)
                .run();
        this.publisher = context.getBean(RecordingPublisher.class);
        int port = Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
        this.http = new RawHttp(port);
        this.http2 = new RawHttp2(port);
    }

    RawHttp http() {
        return http;
    }

    String exchange(WebRequest request) {
        return http.exchange(request.head(), request.body());
    }

    String exchangeOverHttp2(WebRequest request) {
        return http2.exchange(request.head(), request.body());
    }

    /** Sends a request in a flow of its own and returns its two events. */
    Call call(WebRequest request) {
        String correlationId = UUID.randomUUID().toString();
        String answer = exchange(request.inFlow(correlationId));
        return new Call(answer, awaitEvents(correlationId));
    }

    /** As {@link #call}, over HTTP/2. */
    Call callOverHttp2(WebRequest request) {
        String correlationId = UUID.randomUUID().toString();
        String answer = exchangeOverHttp2(request.inFlow(correlationId));
        return new Call(answer, awaitEvents(correlationId));
    }

    Call get(String path) {
        return call(WebRequest.get(path));
    }

    /** Sends a request in a flow of its own, then one that is certainly captured, and returns what the first one left. */
    List<Event> eventsOf(WebRequest request) {
        String correlationId = UUID.randomUUID().toString();
        exchange(request.inFlow(correlationId));
        get("/keyed/last");
        return publisher.eventsOf(correlationId);
    }

    /** The events of a flow, once one of its calls has ended. */
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
        http2.close();
        context.close();
    }
}
