/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.amqp;

import io.flowmon.autoconfigure.bus.Destination;
import java.util.List;

/**
 * How places in RabbitMQ are called. What is sent by the default exchange goes to the queue that it names, so sender and
 * receiver name it alike; what is sent by another one goes to that exchange, and routing keys stay out of the name.
 */
final class Destinations {

    /** Queues that live as long as a client, named at random: one name for all of them. */
    private static final List<String> TEMPORARY = List.of("amq.gen-", "spring.gen-", "amq.rabbitmq.reply-to");

    private Destinations() {}

    static Destination of(String exchange, String routingKey) {
        return exchange.isEmpty() ? queue(routingKey) : new Destination("EXCHANGE " + exchange, exchange);
    }

    static Destination queue(String name) {
        String shown = TEMPORARY.stream()
                .filter(name::startsWith)
                .map(prefix -> prefix + "*")
                .findFirst()
                .orElse(name);
        return new Destination("QUEUE " + shown, shown);
    }

    /** Whether {@code queue} stands for the one that asked and is waiting for its answer. */
    static boolean isDirectReply(String queue) {
        return queue.startsWith("amq.rabbitmq.reply-to");
    }
}
