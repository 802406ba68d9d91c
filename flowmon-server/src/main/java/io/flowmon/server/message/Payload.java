/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.message;

import io.flowmon.core.event.Role;
import io.flowmon.core.masking.Masker;
import io.flowmon.server.event.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a message carried, as far as an event kept it.
 *
 * @param event the event that kept it
 * @param body as it is stored: JSON, or a text; null when it was not kept
 * @param size bytes of the whole payload, as it was; null when no event tells
 * @param gap why it is not whole
 */
public record Payload(
        StoredEvent event,
        @Nullable JsonNode body,
        @Nullable Long size,
        Gap gap) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Why a payload is not whole. */
    public enum Gap {
        /** It is whole. */
        NONE,
        /** Values were masked by the service. */
        MASKED,
        /** It was longer than the service keeps. */
        CUT,
        /** The service kept its size alone, or it is of a kind that is not kept. */
        NOT_KEPT,
        /** The application had not read all of it, or not written. */
        UNREAD
    }

    /** The fullest account of a message's payload: the sender's, else a receiver's; null when no event tells of one. */
    public static @Nullable Payload of(List<StoredEvent> events) {
        Payload best = null;
        for (StoredEvent event : events) {
            ObjectNode params = event.serviceParams();
            if (params != null && (params.has("body") || params.has("body_size") || params.has("form"))) {
                Payload found = of(event, params);
                if (best == null || found.rank() > best.rank()) {
                    best = found;
                }
            }
        }
        return best;
    }

    private static Payload of(StoredEvent event, ObjectNode params) {
        JsonNode body = params.has("form") ? params.get("form") : params.get("body");
        Long size = params.path("body_size").isIntegralNumber()
                ? params.path("body_size").asLong()
                : null;
        return new Payload(event, body, size, gap(params, body, size));
    }

    private static Gap gap(ObjectNode params, @Nullable JsonNode body, @Nullable Long size) {
        if (params.path("body_truncated").asBoolean(false)) {
            return Gap.CUT;
        }
        if (params.path("body_unread").asBoolean(false)) {
            return Gap.UNREAD;
        }
        if (body == null) {
            return size != null && size == 0 ? Gap.NONE : Gap.NOT_KEPT;
        }
        return isMasked(body) ? Gap.MASKED : Gap.NONE;
    }

    /** Whether a mask stands anywhere in it. A text that really holds one is taken for masked: nobody can tell. */
    static boolean isMasked(JsonNode node) {
        if (node.isString()) {
            return node.stringValue().contains(Masker.MASK);
        }
        if (node.isObject()) {
            return node.properties().stream()
                    .anyMatch(property -> property.getKey().contains(Masker.MASK) || isMasked(property.getValue()));
        }
        return node.isArray() && node.valueStream().anyMatch(Payload::isMasked);
    }

    /** Whether the body is the parameters of a form. */
    public boolean isForm() {
        return event.serviceParams() != null && event.serviceParams().has("form");
    }

    /** The payload's own bytes as far as they can be told; empty when there are none. */
    public byte[] bytes() {
        if (body == null) {
            return new byte[0];
        }
        byte[] json = JSON.writeValueAsBytes(body);
        if (!body.isString() || (size != null && json.length == size)) {
            return json;
        }
        return body.stringValue().getBytes(StandardCharsets.UTF_8);
    }

    /** Whether {@link #bytes} has as many bytes as the payload had: JSON that was laid out otherwise was written anew. */
    public boolean exact() {
        return size == null || isForm() || size == bytes().length;
    }

    private int rank() {
        int whole = gap == Gap.NONE ? 4 : gap == Gap.MASKED ? 2 : 0;
        return whole + (event.role().equals(Role.SENDER.wireName()) ? 1 : 0);
    }
}
