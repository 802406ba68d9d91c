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

/** Events about messages as senders report them, with what does not matter filled in. */
final class MessageEvents {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Instant start = Instant.now().minusSeconds(60);

    /** Each letter is an event of the message, a second apart from the one before. */
    List<ObjectNode> life(UUID id, String life) {
        List<ObjectNode> events = new ArrayList<>();
        String calls = "bCDqaf";
        boolean call = calls.indexOf(life.charAt(0)) >= 0;
        String endpoint = call ? "POST /orders" : life.equals("U") ? "CHANNEL news" : "LIST orders";
        for (int i = 0; i < life.length(); i++) {
            String letter = life.substring(i, i + 1);
            events.add(event(id, call && letter.equals("f") ? "g" : letter, endpoint, i));
        }
        return events;
    }

    /** Big letters are the first delivery of a message, small ones another; calls have letters of their own. */
    ObjectNode event(UUID id, String letter, String endpoint, int second) {
        return switch (letter) {
            case "S" -> event(id, "Send message", "sender", "shop", endpoint, second, "ok", 0);
            case "X" -> event(id, "Send message", "sender", "shop", endpoint, second, "exception", 0);
            case "U" -> {
                ObjectNode sent = event(id, "Send message", "sender", "shop", endpoint, second, "ok", 0);
                sent.putObject("result").put("receivers", 0);
                yield sent;
            }
            case "R" -> event(id, "Received message", "receiver", "store", endpoint, second, null, 1);
            case "P" -> event(id, "Start processing", "receiver", "store", endpoint, second, null, 1);
            case "E" -> event(id, "End processing", "receiver", "store", endpoint, second, "ok", 1);
            case "F" -> event(id, "End processing", "receiver", "store", endpoint, second, "exception", 1);
            case "r" -> event(id, "Received message", "receiver", "store", endpoint, second, null, 2);
            case "p" -> event(id, "Start processing", "receiver", "store", endpoint, second, null, 2);
            case "e" -> event(id, "End processing", "receiver", "store", endpoint, second, "ok", 2);
            case "f" -> event(id, "End processing", "receiver", "store", endpoint, second, "exception", 2);
            case "L" -> event(id, "checked", "internal", "shop", endpoint, second, null, 0);
            case "b" -> event(id, "Begin service call", "sender", "shop", endpoint, second, null, 0);
            case "C" -> event(id, "End service call", "sender", "shop", endpoint, second, "ok", 0);
            case "D" -> event(id, "End service call", "sender", "shop", endpoint, second, "server_error", 0);
            case "q" -> event(id, "Begin call", "receiver", "store", endpoint, second, null, 1);
            case "a" -> event(id, "End call", "receiver", "store", endpoint, second, "ok", 1);
            case "g" -> event(id, "End call", "receiver", "store", endpoint, second, "server_error", 1);
            default -> throw new IllegalArgumentException(letter);
        };
    }

    ObjectNode event(
            UUID id,
            String type,
            String role,
            String module,
            String endpoint,
            int second,
            @Nullable String outcome,
            int action) {
        ObjectNode event = JSON.createObjectNode()
                .put("correlation_id", "flow-" + id)
                .put("timestamp", start.plusSeconds(second).toString())
                .put("module_type", module)
                .put("module_id", module + "_host_1")
                .put("endpoint", endpoint)
                .put("message_type", type)
                .put("role", role)
                .put(
                        "action_id",
                        UUID.nameUUIDFromBytes((id + "-" + action).getBytes(StandardCharsets.UTF_8))
                                .toString())
                .put("message_id", id.toString());
        if (outcome != null) {
            event.put("outcome", outcome);
            if (!outcome.equals("ok")) {
                event.putObject("error").put("type", "OutOfStock").put("message", "none left");
            }
        }
        return event;
    }

    /** The same, received by one of several groups. */
    static ObjectNode in(ObjectNode event, String group) {
        String action = event.path("action_id").asString() + group;
        return event.put("consumer_group", group)
                .put(
                        "action_id",
                        UUID.nameUUIDFromBytes(action.getBytes(StandardCharsets.UTF_8))
                                .toString());
    }
}
