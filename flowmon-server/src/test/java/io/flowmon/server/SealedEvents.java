/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flowmon.core.vault.SealedFor;
import io.flowmon.core.vault.VaultKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Events of messages that a service masked, and whose originals it sealed. */
final class SealedEvents {

    static final String MASKED = "{\"order\":4711,\"password\":\"***\"}";

    private final MessageEvents events = new MessageEvents();

    /** 32 bytes as base64. */
    static String base64(int content) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) content);
        return Base64.getEncoder().encodeToString(key);
    }

    static VaultKey key(String id, int content) {
        return VaultKey.of(id, base64(content));
    }

    /** A message that was sent to a list with this as its content, and failed. */
    List<ObjectNode> failed(UUID id, String endpoint, String original, VaultKey key) {
        ObjectNode sent = masked(events.event(id, "S", endpoint, 0), original);
        seal(sent, original, key);
        return List.of(sent, events.event(id, "F", endpoint, 2));
    }

    /** A message that could not be published to an exchange. */
    ObjectNode published(UUID id, String exchange, String routingKey, String original, VaultKey key) {
        ObjectNode sent =
                masked(events.event(id, "X", "EXCHANGE " + exchange, 0).put("peer", exchange), original);
        sent.putObject("result").put("routing_key", routingKey);
        seal(sent, original, key);
        return sent;
    }

    /** A call with this as its body that was answered with an error. */
    ObjectNode failedCall(UUID id, String endpoint, String original, VaultKey key) {
        ObjectNode call = events.event(id, "D", endpoint, 0).put("peer", "shop.example:8086");
        masked(call, original);
        ((ObjectNode) call.path("service_params")).put("path", "/orders/7").put("query", "a=b");
        call.putObject("headers").put("Content-Type", "application/json;charset=utf-8");
        seal(call, original, key);
        return call;
    }

    private static ObjectNode masked(ObjectNode event, String original) {
        event.putObject("service_params")
                .put("body_size", original.length())
                .set("body", JsonMapper.shared().readTree(MASKED));
        return event;
    }

    private static void seal(ObjectNode event, String original, VaultKey key) {
        SealedFor message = new SealedFor(
                UUID.fromString(event.path("message_id").asString()),
                event.path("endpoint").asString(),
                text(event.path("peer")),
                text(event.at("/service_params/path")),
                text(event.at("/service_params/query")),
                text(event.at("/result/routing_key")));
        event.putObject("sealed")
                .put("key", key.id())
                .put(
                        "body",
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(key.seal(original.getBytes(UTF_8), message)));
    }

    private static @Nullable String text(JsonNode value) {
        return value.isString() ? value.stringValue() : null;
    }
}
