/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.tracing;

import static io.flowmon.autoconfigure.test.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.RawHttp;
import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.context.TraceIds;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Role;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What must hold beside every tracer, with Spring Boot's own set-up of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TracingContract {

    private static final String PARENT = "00f067aa0ba902b7";

    private ConfigurableApplicationContext with;
    private ConfigurableApplicationContext without;

    /** The tracer's configuration, which also brings its exporter. */
    abstract Class<?> tracer();

    /** The auto-configuration of the other tracer, which must not take part. */
    abstract String excluded();

    @BeforeAll
    void start() {
        with = start(true);
        without = start(false);
    }

    @AfterAll
    void stop() {
        with.close();
        without.close();
    }

    private ConfigurableApplicationContext start(boolean enabled) {
        return new SpringApplicationBuilder(TracedApplication.class, tracer())
                .properties(
                        "server.port=0",
                        "spring.main.banner-mode=off",
                        "spring.application.name=traced",
                        "management.tracing.sampling.probability=1.0",
                        "flowmon.enabled=" + enabled,
                        "spring.autoconfigure.exclude=" + excluded()
                                + ",org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration"
                                + ",org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
                .run();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stock/1", "/later", "/failing", "/secured", "/nowhere"})
    void call_carriesTheServersSpanFromBeginToEnd(String path) {
        String trace = newTrace();
        get(with, path, trace);

        SeenSpan server = serverSpan(with, trace);
        List<Event> events = eventsOf(trace, MessageTypes.END_CALL, 1);
        assertThat(server.parentId()).isEqualTo(PARENT);
        assertThat(events).hasSize(2).allSatisfy(event -> assertThat(idsOf(event))
                .isEqualTo(new TraceIds(trace, server.spanId())));
    }

    @Test
    void callOut_carriesTheClientsSpan_andTheHeaderIsTheTracers() {
        String trace = newTrace();
        String answer = get(with, "/orders/7", trace);

        List<Event> sent = eventsOf(trace, MessageTypes.END_CALL, 2).stream()
                .filter(event -> event.role() == Role.SENDER)
                .toList();
        SeenSpan client = spans(with, trace, 3).stream()
                .filter(span -> span.kind().equals("CLIENT"))
                .findFirst()
                .orElseThrow();
        assertThat(sent).hasSize(2).allSatisfy(event -> assertThat(idsOf(event))
                .isEqualTo(new TraceIds(trace, client.spanId())));
        assertThat(answer).endsWith("7 00-" + trace + "-" + client.spanId() + "-01");
    }

    @Test
    void ownEvent_carriesTheSpanAroundIt() {
        String trace = newTrace();
        get(with, "/own", trace);

        Event log = eventsOf(trace, MessageTypes.END_CALL, 1).stream()
                .filter(event -> event.role() == Role.INTERNAL)
                .findFirst()
                .orElseThrow();
        assertThat(log.traceId()).isEqualTo(trace);
        assertThat(log.messageType()).isEqualTo("inside " + log.spanId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders/7", "/own", "/failing", "/secured"})
    void spans_areThoseOfAServiceWithoutFlowmon(String path) {
        String trace = newTrace();
        get(with, path, trace);
        get(without, path, trace);

        int expected = path.equals("/orders/7") ? 3 : path.equals("/own") ? 2 : 1;
        assertThat(shapes(with, trace, expected)).isEqualTo(shapes(without, trace, expected));
    }

    private static String newTrace() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static String get(ConfigurableApplicationContext context, String path, String trace) {
        int port = Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
        return new RawHttp(port)
                .exchange(
                        "GET " + path + " HTTP/1.1\nAccept: text/plain\ntraceparent: 00-" + trace + "-" + PARENT
                                + "-01",
                        "")
                .strip();
    }

    private List<Event> eventsOf(String trace, String lastType, int howOften) {
        RecordingPublisher publisher = with.getBean(RecordingPublisher.class);
        await().until(() -> publisher.eventsOf(trace).stream()
                        .filter(event -> event.messageType().equals(lastType))
                        .count()
                == howOften);
        return publisher.eventsOf(trace);
    }

    private static TraceIds idsOf(Event event) {
        return new TraceIds(Objects.requireNonNull(event.traceId()), Objects.requireNonNull(event.spanId()));
    }

    private static SeenSpan serverSpan(ConfigurableApplicationContext context, String trace) {
        return spans(context, trace, 1).stream()
                .filter(span -> span.kind().equals("SERVER"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> shapes(ConfigurableApplicationContext context, String trace, int howMany) {
        return spans(context, trace, howMany).stream()
                .map(SeenSpan::shape)
                .sorted()
                .toList();
    }

    private static List<SeenSpan> spans(ConfigurableApplicationContext context, String trace, int howMany) {
        SeenSpans spans = context.getBean(SeenSpans.class);
        await().until(() -> spans.ofTrace(trace).size() >= howMany);
        assertThat(spans.ofTrace(trace)).hasSize(howMany);
        return spans.ofTrace(trace);
    }
}
