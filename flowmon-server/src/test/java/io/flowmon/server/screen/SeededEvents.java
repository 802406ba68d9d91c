/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events as services would send them: a frontend calls orders, which calls payments, which calls a host outside, and sends a
 * message through a list to a mailer.
 */
final class SeededEvents {

    private final List<Map<String, Object>> events = new ArrayList<>();

    /**
     * Adds a flow.
     *
     * @param pay seconds that payments takes
     * @param outcome how payments ends
     */
    SeededEvents flow(String id, Instant start, double pay, String outcome) {
        UUID root = UUID.randomUUID();
        UUID order = UUID.randomUUID();
        UUID payment = UUID.randomUUID();
        UUID mail = UUID.randomUUID();
        String ended = outcome.equals("ok") ? "ok" : "server_error";
        event(id, start, null, "frontend", "POST /orders", "receiver", "Begin call", root, null, null);
        action(id, start, pay + 0.06, "frontend", "POST /orders", "receiver", "call", root, null, ended);
        action(id, start, pay + 0.05, "frontend", "POST /orders", "sender", "service call", order, root, ended);
        action(id, start, pay + 0.04, "orders", "POST /orders", "receiver", "call", order, null, ended);
        action(id, start, pay + 0.02, "orders", "POST /payments", "sender", "service call", payment, order, ended);
        action(id, start, pay, "payments", "POST /payments", "receiver", "call", payment, null, outcome);
        action(id, start, pay, "payments", "POST /charge", "sender", "service call", UUID.randomUUID(), payment, "ok");
        event(id, start, 0.001, "orders", "LIST mails", "sender", "Send message", mail, order, "ok");
        event(id, start, 0.09, "mailer", "LIST mails", "receiver", "End processing", mail, null, "ok");
        return this;
    }

    /** Adds a flow that ends well, but for its mail, which nobody receives. */
    SeededEvents flowWithLostMail(String id, Instant start) {
        flow(id, start, 0.05, "ok");
        events.remove(events.size() - 1);
        return this;
    }

    /** Adds the receipt of a message that nobody says to have sent: it shows that somebody receives there. */
    SeededEvents received(String id, Instant at, String module, String endpoint) {
        event(id, at, null, module, endpoint, "receiver", "Received message", UUID.randomUUID(), null, null);
        return this;
    }

    /** Adds the end of one action. */
    SeededEvents ended(String id, Instant end, String module, String endpoint, double seconds) {
        event(id, end, seconds, module, endpoint, "receiver", "End call", UUID.randomUUID(), null, "ok");
        return this;
    }

    /** Adds a call of a shop, with its payload and business keys. */
    SeededEvents order(String id, Instant end, String params, Map<String, String> headers, Map<String, String> keys) {
        event(id, end, 0.05, "shop", "POST /orders", "receiver", "End call", UUID.randomUUID(), null, "ok");
        Map<String, Object> order = events.get(events.size() - 1);
        order.put("service_params", JsonMapper.shared().readTree(params));
        order.put("headers", headers);
        order.put("business_keys", keys);
        return this;
    }

    /** Adds a call from one module to another, as both report it. */
    SeededEvents call(String id, Instant end, String from, String to) {
        UUID message = UUID.randomUUID();
        event(id, end, 0.02, from, "POST /" + to, "sender", "End service call", message, null, "ok");
        event(id, end, 0.01, to, "POST /" + to, "receiver", "End call", message, null, "ok");
        return this;
    }

    String json() {
        return JsonMapper.shared().writeValueAsString(events);
    }

    private void action(
            String id,
            Instant start,
            double seconds,
            String module,
            String endpoint,
            String role,
            String what,
            UUID message,
            @Nullable UUID parent,
            String outcome) {
        Instant end = start.plus(Duration.ofMillis(Math.round(1000 * seconds)));
        event(id, end, seconds, module, endpoint, role, "End " + what, message, parent, outcome);
    }

    private void event(
            String id,
            Instant at,
            @Nullable Double seconds,
            String module,
            String endpoint,
            String role,
            String type,
            UUID message,
            @Nullable UUID parent,
            @Nullable String outcome) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("correlation_id", id);
        event.put("timestamp", at.toString());
        event.put("module_type", module);
        event.put("module_id", module + "_host_1");
        event.put("endpoint", endpoint);
        event.put("message_type", type);
        event.put("role", role);
        event.put("action_id", UUID.nameUUIDFromBytes((message + role).getBytes(StandardCharsets.UTF_8)));
        event.put("message_id", message);
        if (parent != null) {
            event.put("parent_message_id", parent);
        }
        if (role.equals("sender")) {
            event.put("peer", endpoint.equals("POST /charge") ? "card.example" : "host");
        }
        if (seconds != null) {
            event.put("elapsed_time", seconds);
            event.put("outcome", outcome);
        }
        events.add(event);
    }
}
