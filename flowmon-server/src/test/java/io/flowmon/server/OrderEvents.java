/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The events of one flow, as senders report them: messages by name, times in milliseconds since it began. */
final class OrderEvents {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final String flow;
    private final Instant start = Instant.now().minusSeconds(10);
    private List<ObjectNode> events = new ArrayList<>();

    OrderEvents(String flow) {
        this.flow = flow;
    }

    /** A flow that is as the contracts of the tests say. */
    static OrderEvents healthy(String flow) {
        return new OrderEvents(flow)
                .begins("shop", "POST /orders", 0, 500)
                .call("root", "get", "shop", "store", "GET /stock", 10, 20, "ok")
                .call("root", "post", "shop", "store", "POST /stock", 50, 100, "ok")
                .message("post", "parcel", "store", "worker", "LIST parcels", 60, 200, "ok");
    }

    OrderEvents begins(String module, String endpoint, int from, int to) {
        return handled(null, "root", module, "call", endpoint, from, to, "ok");
    }

    OrderEvents call(
            String parent,
            String message,
            String caller,
            String module,
            String endpoint,
            int from,
            int to,
            String outcome) {
        event(from, caller, "sender", "Begin service call", endpoint, parent, message, null, outcome);
        event(to, caller, "sender", "End service call", endpoint, parent, message, from, outcome);
        return handled(null, message, module, "call", endpoint, from, to, outcome);
    }

    OrderEvents message(
            String parent,
            String message,
            String sender,
            String module,
            String endpoint,
            int at,
            int to,
            String outcome) {
        event(at, sender, "sender", "Send message", endpoint, parent, message, at, "ok");
        return handled(parent, message, module, "processing", endpoint, at + 1, to, outcome);
    }

    /** What was made since this was asked last. */
    List<ObjectNode> take() {
        List<ObjectNode> taken = events;
        events = new ArrayList<>();
        return taken;
    }

    private OrderEvents handled(
            @Nullable String parent,
            String message,
            String module,
            String what,
            String endpoint,
            int from,
            int to,
            String outcome) {
        String begin = what.equals("call") ? "Begin call" : "Start processing";
        event(from, module, "receiver", begin, endpoint, parent, message, null, outcome);
        event(to, module, "receiver", "End " + what, endpoint, parent, message, from, outcome);
        return this;
    }

    private void event(
            int at,
            String module,
            String role,
            String type,
            String endpoint,
            @Nullable String parent,
            String message,
            @Nullable Integer from,
            String outcome) {
        ObjectNode event = JSON.createObjectNode()
                .put("event_id", UUID.randomUUID().toString())
                .put("correlation_id", flow)
                .put("timestamp", start.plusMillis(at).toString())
                .put("module_type", module)
                .put("module_id", module + "_host_1")
                .put("endpoint", endpoint)
                .put("message_type", type)
                .put("role", role)
                .put("action_id", id(message + role))
                .put("message_id", id(message));
        if (parent != null) {
            event.put("parent_message_id", id(parent));
        }
        if (from != null) {
            event.put("outcome", outcome)
                    .put("elapsed_time", (at - from) / 1000.0)
                    .put("begin_timestamp", start.plusMillis(from).toString())
                    .put("end_timestamp", start.plusMillis(at).toString());
        }
        events.add(event);
    }

    private String id(String name) {
        return UUID.nameUUIDFromBytes((flow + name).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
