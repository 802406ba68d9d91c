/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.replay;

import io.flowmon.core.context.Uuids;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is reported of messages that were put into a list, and whose receiver failed. */
final class FailedMessages {

    /** How many events a message is. */
    static final int EVENTS = 3;

    private static final JsonMapper JSON = JsonMapper.shared();

    private FailedMessages() {}

    /** The events of so many messages with about 100 bytes of content. */
    static byte[] batch(String list, int messages) {
        ArrayNode events = JSON.createArrayNode();
        for (int i = 0; i < messages; i++) {
            UUID message = Uuids.create();
            ObjectNode content = JSON.createObjectNode()
                    .put("order", message.toString())
                    .put("pieces", i)
                    .put("article", "a thing that somebody ordered");
            ObjectNode sent =
                    event(message, list, "Send message", "sender", "shop").put("outcome", "ok");
            sent.putObject("service_params")
                    .put("body_size", content.toString().length())
                    .set("body", content);
            events.add(sent);
            events.add(event(message, list, "Received message", "receiver", "worker"));
            events.add(event(message, list, "End processing", "receiver", "worker")
                    .put("elapsed_time", 0.01)
                    .put("outcome", "exception"));
        }
        return JSON.writeValueAsBytes(events);
    }

    private static ObjectNode event(UUID message, String list, String type, String role, String module) {
        return JSON.createObjectNode()
                .put("correlation_id", message.toString())
                .put("message_id", message.toString())
                .put("action_id", new UUID(message.getMostSignificantBits(), role.hashCode()).toString())
                .put("timestamp", Instant.now().toString())
                .put("module_type", module)
                .put("module_id", module + "_host_1")
                .put("endpoint", "LIST " + list)
                .put("message_type", type)
                .put("role", role);
    }
}
