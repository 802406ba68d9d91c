/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.amqp;

import static io.flowmon.autoconfigure.test.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.context.ApplicationContext;

/** A queue of a real RabbitMQ, and what lies in it. */
abstract class AmqpFixture {

    String queue = "";

    @BeforeAll
    static void requireBroker() {
        assertThat(SharedRabbit.port()).isPositive();
    }

    @BeforeEach
    void newQueue() {
        queue = "orders-" + UUID.randomUUID();
        AmqpContext.application().run(context -> declare(context, queue));
    }

    static void declare(ApplicationContext context, String name) {
        context.getBean(AmqpAdmin.class)
                .declareQueue(QueueBuilder.nonDurable(name).build());
    }

    static RabbitTemplate template(ApplicationContext context) {
        return context.getBean(RabbitTemplate.class);
    }

    static List<Event> ofType(ApplicationContext context, String type) {
        return context.getBean(RecordingPublisher.class).ofType(type);
    }

    /** Threads of Spring AMQP's own throw when the broker closes a channel under their hands: not our concern. */
    static List<Event> awaitType(ApplicationContext context, String type, int count) {
        await().dontCatchUncaughtExceptions()
                .untilAsserted(() -> assertThat(ofType(context, type)).hasSize(count));
        return ofType(context, type);
    }

    static Outcome outcome(Event event) {
        return Objects.requireNonNull(event.completion()).outcome();
    }

    static String errorOf(Event event) {
        var error = Objects.requireNonNull(
                Objects.requireNonNull(event.completion()).error());
        return error.type() + ": " + error.message();
    }

    static @Nullable String body(Event event) {
        var params = event.serviceParams();
        var body = params == null ? null : params.body();
        return body == null || body.omitted() ? null : new String(body.bytes(), StandardCharsets.UTF_8);
    }

    /** What an application without flowmon takes from the queue. */
    static Message taken(String queue) {
        Message[] taken = new Message[1];
        AmqpContext.application().run(plain -> taken[0] = template(plain).receive(queue, 5_000));
        return Objects.requireNonNull(taken[0]);
    }
}
