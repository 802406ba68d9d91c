/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where RabbitMQ is given a message.
 *
 * @param exchange empty for the default one, which hands each message to the queue that its routing key names
 */
record RabbitAddress(String exchange, String routingKey) {

    private static final String QUEUE = "QUEUE";
    private static final char SLASH = '/';
    private static final Set<String> KINDS = Set.of(QUEUE, "EXCHANGE");

    /** Queues that clients make for themselves, by the beginnings of their names. */
    private static final List<String> TEMPORARY = List.of("amq.gen-", "spring.gen-", "amq.rabbitmq.reply-to");

    static boolean isOne(String endpoint) {
        return KINDS.contains(Destination.kindOf(endpoint));
    }

    /** Why it cannot be said where a message of this endpoint goes; null if it can. */
    static @Nullable String refusal(String endpoint) {
        String name = Destination.nameOf(endpoint);
        if (Destination.kindOf(endpoint).equals(QUEUE)) {
            return TEMPORARY.stream().anyMatch(name::startsWith)
                    ? name + " lives as long as a client, and events do not know its name."
                    : null;
        }
        return name.indexOf(SLASH) < 0
                ? "It is not known with which routing key it was published to the exchange " + name + "."
                : null;
    }

    /** {@code QUEUE orders}, or {@code EXCHANGE shop/order.created}; the key behind the slash may be empty. */
    static RabbitAddress of(String endpoint) {
        String name = Destination.nameOf(endpoint);
        if (Destination.kindOf(endpoint).equals(QUEUE)) {
            return new RabbitAddress("", name);
        }
        int slash = name.indexOf(SLASH);
        return slash < 0
                ? new RabbitAddress(name, "")
                : new RabbitAddress(name.substring(0, slash), name.substring(slash + 1));
    }
}
