/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.fault;

import static io.flowmon.autoconfigure.test.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.RawHttp;
import io.flowmon.brokers.RedisBroker;
import io.flowmon.core.publish.EventPublisher;
import io.flowmon.core.sender.EventSender;
import io.flowmon.core.sender.SenderStatistics;
import io.flowmon.core.sender.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.MDC;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;
import redis.clients.jedis.Jedis;

/** The service answers as without flowmon, stops in time, and every event that is lost is counted under its cause. */
@Timeout(60) // a service that hangs
class UnharmedTests {

    /** A tracer writes to the MDC by itself. */
    private static final String TRACING =
            "org.springframework.boot.micrometer.tracing.brave.autoconfigure.BraveAutoConfiguration,"
                    + "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure"
                    + ".OpenTelemetryTracingAutoConfiguration";

    private static final int REQUESTS = 20;

    /** Three calls in, two calls out, a message sent and taken: two, two, and four events. */
    private static final long EVENTS = REQUESTS * (3 * 2 + 2 * 2 + 1 + 3);

    private static final List<String> ANSWERS = new ArrayList<>();

    @BeforeAll
    static void askWithoutFlowmon() {
        try (ConfigurableApplicationContext plain = start(nothing(), "flowmon.enabled=false")) {
            for (int id = 0; id < REQUESTS; id++) {
                ANSWERS.add(answer(plain, id));
                assertThat(ANSWERS.get(id)).startsWith("HTTP/1.1 200").contains("stock " + id);
            }
        }
    }

    @BeforeEach
    void emptyQueue() {
        try (Jedis redis = new Jedis("127.0.0.1", RedisBroker.shared().port())) {
            redis.del(Shop.QUEUE);
        }
    }

    @Test
    void queueFull_isCounted() {
        ConfigurableApplicationContext context = start(
                transport(Faults.transport(message -> false)),
                "flowmon.sender.queue-events=5",
                "flowmon.sender.window=1KB");
        EventSender sender = context.getBean(EventSender.class);

        assertAnswersAsWithoutFlowmon(context);

        assertThat(sender.statistics().dropped().get("queue_full")).isPositive();
        assertNothingIsLostUncounted(sender);
        context.close();
        assertOnlyDrops(sender, Set.of("queue_full", "closed"));
    }

    @Test
    void serverDown_isCountedAtTheEnd() throws IOException {
        int nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = closed.getLocalPort();
        }
        ConfigurableApplicationContext context = start(nothing(), "flowmon.server=127.0.0.1:" + nobody);
        EventSender sender = context.getBean(EventSender.class);

        assertAnswersAsWithoutFlowmon(context);

        context.close();
        assertOnlyDrops(sender, Set.of("closed"));
    }

    @Test
    void serverKilled_isCountedAtTheEnd() {
        ConfigurableApplicationContext context;
        EventSender sender;
        try (AckingServer server = new AckingServer()) {
            context = start(nothing(), "flowmon.server=127.0.0.1:" + server.port(), "flowmon.sender.interval=10ms");
            sender = context.getBean(EventSender.class);
            assertAnswersAsWithoutFlowmon(context);
            await().until(() -> sender.statistics().acknowledged() > 0);
            assertThat(server.batches()).isPositive();
        }

        assertAnswersAsWithoutFlowmon(context);

        context.close();
        assertOnlyDrops(sender, Set.of("closed"));
    }

    static Stream<Supplier<Throwable>> encodersFailures() {
        return Stream.of(
                () -> new IllegalStateException("encoder"),
                StackOverflowError::new,
                () -> new NoClassDefFoundError("encoder"),
                () -> new AssertionError("encoder"));
    }

    @ParameterizedTest
    @MethodSource("encodersFailures")
    void encoderThatThrows_costsTheEventAlone(Supplier<Throwable> failure) {
        ConfigurableApplicationContext context =
                start(bean(EventSender.class, () -> Faults.sender((event, out) -> Faults.sneakyThrow(failure.get()))));
        EventSender sender = context.getBean(EventSender.class);

        assertAnswersAsWithoutFlowmon(context);

        await().until(() -> sender.statistics().dropped().getOrDefault("not_encodable", 0L) >= EVENTS);
        context.close();
        assertOnlyDrops(sender, Set.of("not_encodable"));
    }

    @Test
    void transportThatBlocksForever_isLeftBehind() {
        CountDownLatch forever = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        ConfigurableApplicationContext context = start(transport(Faults.transport(message -> {
            blocked.countDown();
            Faults.await(forever, Duration.ofDays(1));
            return true;
        })));
        EventSender sender = context.getBean(EventSender.class);

        assertAnswersAsWithoutFlowmon(context);

        assertThat(blocked.getCount()).isZero();
        context.close();
        assertOnlyDrops(sender, Set.of("closed"));
    }

    @Test
    void transportThatCannotBeInterrupted_isLeftBehind() {
        CountDownLatch forever = new CountDownLatch(1);
        ConfigurableApplicationContext context = start(transport(Faults.transport(message -> {
            Faults.awaitUninterruptibly(forever);
            return true;
        })));
        EventSender sender = context.getBean(EventSender.class);

        assertAnswersAsWithoutFlowmon(context);

        context.close();
        assertOnlyDrops(sender, Set.of("closed"));
        forever.countDown();
        assertOnlyDrops(sender, Set.of("closed"));
    }

    @ParameterizedTest
    @MethodSource("encodersFailures")
    void publisherThatThrows_harmsNothing(Supplier<Throwable> failure) {
        if (failure.get() instanceof VirtualMachineError) {
            return; // nobody may swallow that
        }
        try (ConfigurableApplicationContext context =
                start(bean(EventPublisher.class, () -> event -> Faults.sneakyThrow(failure.get())))) {
            assertAnswersAsWithoutFlowmon(context);
        }
    }

    @Test
    void mdcThatThrows_harmsNothing() {
        Object usual = ReflectionTestUtils.getField(MDC.class, "MDC_ADAPTER");
        ReflectionTestUtils.setField(MDC.class, "MDC_ADAPTER", new ThrowingMdcAdapter());
        try (ConfigurableApplicationContext context = start(transport(Faults.transport(message -> true)))) {
            EventSender sender = context.getBean(EventSender.class);
            assertAnswersAsWithoutFlowmon(context);
            // the last event is offered after its answer has left
            await().untilAsserted(
                            () -> assertThat(sender.statistics().offered()).isEqualTo(EVENTS));
        } finally {
            ReflectionTestUtils.setField(MDC.class, "MDC_ADAPTER", usual);
        }
    }

    private static void assertAnswersAsWithoutFlowmon(ConfigurableApplicationContext context) {
        for (int id = 0; id < REQUESTS; id++) {
            assertThat(answer(context, id)).isEqualTo(ANSWERS.get(id));
        }
    }

    private static String answer(ConfigurableApplicationContext context, int id) {
        int port = Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
        return new RawHttp(port)
                .exchange("POST /orders/" + id + " HTTP/1.1\nContent-Type: application/json", "{\"order\":" + id + "}")
                .replaceAll("\r\nDate: [^\r]*", "");
    }

    private static void assertNothingIsLostUncounted(EventSender sender) {
        await().untilAsserted(() -> {
            SenderStatistics state = sender.statistics();
            assertThat(sum(state) + state.queued() + state.inFlight()).isEqualTo(state.offered());
        });
    }

    private static void assertOnlyDrops(EventSender sender, Set<String> causes) {
        SenderStatistics state = sender.statistics();
        assertThat(causes).containsAll(state.dropped().keySet());
        assertThat(state.offered()).isGreaterThanOrEqualTo(EVENTS);
        assertThat(sum(state)).isEqualTo(state.offered());
    }

    private static long sum(SenderStatistics state) {
        return state.acknowledged()
                + state.dropped().values().stream().mapToLong(Long::longValue).sum();
    }

    private static ApplicationContextInitializer<GenericApplicationContext> nothing() {
        return context -> {};
    }

    private static ApplicationContextInitializer<GenericApplicationContext> transport(Transport transport) {
        return bean(Transport.class, () -> transport);
    }

    private static <T> ApplicationContextInitializer<GenericApplicationContext> bean(
            Class<T> type, Supplier<? extends T> bean) {
        return context -> context.registerBean(type, bean::get);
    }

    private static ConfigurableApplicationContext start(
            ApplicationContextInitializer<GenericApplicationContext> fault, String... properties) {
        return new SpringApplicationBuilder(Shop.class)
                .initializers(fault)
                .properties(
                        "server.port=0",
                        "spring.main.banner-mode=off",
                        "spring.data.redis.port=" + RedisBroker.shared().port(),
                        "flowmon.redis.lists=" + Shop.QUEUE,
                        "flowmon.sender.shutdown=100ms",
                        "spring.autoconfigure.exclude=" + TRACING)
                .properties(properties)
                .run();
    }
}
