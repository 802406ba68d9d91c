/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.pages;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A flow of ten events: a call to a frontend, which calls orders, which calls payments, which calls a host outside; orders
 * sends a message through a list to a mailer. One in 97 fails at payments; one in 20 goes to one of ten shops of their own.
 */
final class ShopFlow {

    static final int EVENTS = 10;

    private static final int SHOPS = 10;
    private static final int RARE = 20;
    private static final int FAILS = 97;
    private static final int INSTANCES = 3;
    private static final double SECOND = 1e6;

    private final int number;
    private final Instant start;
    private final UUID id;
    private final double pay;
    private final boolean fails;
    private final ArrayNode events;

    private ShopFlow(int number, Instant start, ArrayNode events) {
        Random random = new Random(number);
        this.number = number;
        this.start = start;
        this.id = timeOrdered(start, random);
        this.pay = 0.005 - 0.05 * Math.log(1 - random.nextDouble());
        this.fails = number % FAILS == 0;
        this.events = events;
    }

    /** Adds the events of the flow with this number. */
    static void addTo(ArrayNode events, int number, Instant start) {
        new ShopFlow(number, start, events).add();
    }

    private void add() {
        event(0, "frontend", "POST /orders", "receiver", "Begin call", 0);
        end(0.02, "payments", "POST /charge", "sender", "End service call", 3, 2)
                .put("peer", "card.example");
        ObjectNode paid = end(0.02, "payments", "POST /payments", "receiver", "End call", 2, -1);
        if (fails) {
            paid.put("error_type", "java.lang.IllegalStateException")
                    .put("error_message", "no card for order " + number);
        }
        end(0.03, "orders", "POST /payments", "sender", "End service call", 2, 1);
        event(0.03 + pay, "orders", "LIST mails", "sender", "Send message", 4)
                .put("parent_message_id", message(1))
                .put("elapsed_time", 0.001)
                .put("outcome", "ok");
        end(0.04, "orders", "POST /orders/{kind}", "receiver", "End call", 1, -1);
        end(0.05, "frontend", "POST /orders/{kind}", "sender", "End service call", 1, 0);
        end(0.06, "frontend", "POST /orders", "receiver", "End call", 0, -1);
        event(0.05 + pay, "mailer", "LIST mails", "receiver", "Received message", 4);
        event(0.09 + pay, "mailer", "LIST mails", "receiver", "End processing", 4)
                .put("elapsed_time", 0.04)
                .put("outcome", "ok");
    }

    private ObjectNode end(
            double more, String module, String endpoint, String role, String type, int message, int parent) {
        ObjectNode event = event(pay + more, module, endpoint, role, type, message)
                .put("elapsed_time", pay + more)
                .put("outcome", fails && message < 3 ? "server_error" : "ok");
        if (parent >= 0) {
            event.put("parent_message_id", message(parent));
        }
        return event;
    }

    private ObjectNode event(double at, String module, String endpoint, String role, String type, int message) {
        String shop = number % RARE == 0 ? module + "-" + number / RARE % SHOPS : module;
        ObjectNode event = events.addObject()
                .put("correlation_id", id.toString())
                .put(
                        "timestamp",
                        start.plus(Math.round(at * SECOND), ChronoUnit.MICROS).toString())
                .put("module_type", shop)
                .put("module_id", shop + "_host_" + number % INSTANCES)
                .put("endpoint", endpoint)
                .put("message_type", type)
                .put("role", role)
                .put("message_id", message(message))
                .put("action_id", new UUID(id.getMostSignificantBits() + role.length(), message).toString());
        event.putObject("service_params")
                .put("body_size", 64)
                .putObject("body")
                .put("order", number)
                .put("customer", id.toString().toUpperCase(Locale.ROOT));
        event.putObject("business_keys").put("order_id", String.valueOf(number));
        return event;
    }

    private String message(int which) {
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() + which).toString();
    }

    /** An id of version 7, as the starter makes them (RFC 9562, section 5.7). */
    private static UUID timeOrdered(Instant at, Random random) {
        long most = at.toEpochMilli() << 16 | 0x7000 | random.nextInt(0x1000);
        return new UUID(most, Long.MIN_VALUE | random.nextLong() >>> 2);
    }
}
