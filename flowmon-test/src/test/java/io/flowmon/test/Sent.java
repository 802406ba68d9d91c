/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test;

import io.flowmon.core.sender.Transport;
import io.flowmon.core.wire.PayloadEncoding;
import io.flowmon.core.wire.WireMessage.Batch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An event as a sender sends it, with a time of its own; ids from names. */
final class Sent {

    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final ObjectNode event = JsonMapper.shared().createObjectNode();
    private final Instant time;

    Sent(long millis, String module, String role, String messageType, String endpoint) {
        time = START.plusMillis(millis);
        event.put("correlation_id", "f")
                .put("timestamp", time.toString())
                .put("module_type", module)
                .put("role", role)
                .put("message_type", messageType)
                .put("endpoint", endpoint);
    }

    static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    Sent flow(String correlationId) {
        event.put("correlation_id", correlationId);
        return this;
    }

    Sent action(String name) {
        event.put("action_id", id(name));
        return this;
    }

    Sent message(String name) {
        event.put("message_id", id(name));
        return this;
    }

    Sent parent(String name) {
        event.put("parent_message_id", id(name));
        return this;
    }

    Sent closes(long millis, String outcome) {
        event.put("begin_timestamp", time.minusMillis(millis).toString())
                .put("elapsed_time", millis / 1000.0)
                .put("outcome", outcome);
        return this;
    }

    Sent error(String type, String message) {
        event.putObject("error").put("type", type).put("message", message);
        return this;
    }

    Sent with(String name, String json) {
        event.set(name, JsonMapper.shared().readTree(json));
        return this;
    }

    /** Brings these as one batch to where a sender would bring it. */
    static void to(CapturedFlows flows, Sent... events) {
        Transport transport = flows.transport();
        StringBuilder json = new StringBuilder("[");
        for (Sent sent : events) {
            json.append(json.length() > 1 ? "," : "").append(sent.event);
        }
        byte[] payload = json.append(']').toString().getBytes(StandardCharsets.UTF_8);
        transport.send(new Batch(UUID.randomUUID(), 1, PayloadEncoding.JSON, payload));
        transport.close(Duration.ZERO);
    }

    /** An order that is accepted, asks for the stock, and sends a message that a worker receives. */
    static Sent[] order() {
        return new Sent[] {
            new Sent(0, "shop", "receiver", "Begin call", "POST /orders")
                    .action("a")
                    .message("m"),
            new Sent(2, "shop", "sender", "Begin service call", "GET /stock/{id}")
                    .action("b")
                    .message("n")
                    .parent("m"),
            new Sent(3, "stock", "receiver", "Begin call", "GET /stock/{id}")
                    .action("c")
                    .message("n"),
            new Sent(8, "stock", "receiver", "End call", "GET /stock/{id}")
                    .action("c")
                    .message("n")
                    .closes(5, "ok")
                    .with("result", "{\"status\":200}"),
            new Sent(9, "shop", "sender", "End service call", "GET /stock/{id}")
                    .action("b")
                    .message("n")
                    .parent("m")
                    .closes(7, "ok"),
            new Sent(12, "shop", "sender", "Send message", "LIST orders")
                    .action("d")
                    .message("o")
                    .parent("m")
                    .closes(2, "ok"),
            new Sent(15, "shop", "receiver", "End call", "POST /orders")
                    .action("a")
                    .message("m")
                    .closes(15, "ok")
                    .with("business_keys", "{\"order_id\":\"4711\"}"),
        };
    }

    /** What comes of its message. */
    static Sent[] work(String outcome) {
        return new Sent[] {
            new Sent(20, "worker", "receiver", "Received message", "LIST orders")
                    .action("e")
                    .message("o")
                    .parent("m"),
            new Sent(21, "worker", "receiver", "Start processing", "LIST orders")
                    .action("e")
                    .message("o")
                    .parent("m"),
            new Sent(30, "worker", "internal", "End pack", "STEP pack")
                    .action("g")
                    .message("o")
                    .closes(6, "ok"),
            new Sent(1520, "worker", "receiver", "End processing", "LIST orders")
                    .action("e")
                    .message("o")
                    .parent("m")
                    .closes(1500, outcome),
        };
    }
}
