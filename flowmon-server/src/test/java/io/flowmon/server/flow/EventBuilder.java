/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.flow;

import io.flowmon.server.event.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes stored events for tests: ids from names, times as offsets from one start. */
public final class EventBuilder {

    public static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final JsonMapper JSON = new JsonMapper();

    private final String correlationId;
    private final long sequence;
    private final Instant timestamp;
    private final String module;
    private final String role;
    private final String messageType;
    private final String endpoint;
    private @Nullable UUID action;
    private @Nullable UUID message;
    private @Nullable UUID parent;
    private @Nullable Instant begin;
    private @Nullable Instant end;
    private @Nullable Double elapsed;
    private @Nullable String outcome;
    private @Nullable String errorType;
    private @Nullable String errorMessage;
    private @Nullable ObjectNode params;
    private @Nullable ObjectNode headers;
    private @Nullable JsonNode result;
    private @Nullable String peer;
    private @Nullable ObjectNode others;
    private double sampleRate = 1;

    public EventBuilder(
            String correlationId,
            long sequence,
            Instant timestamp,
            String module,
            String role,
            String messageType,
            String endpoint) {
        this.correlationId = correlationId;
        this.sequence = sequence;
        this.timestamp = timestamp;
        this.module = module;
        this.role = role;
        this.messageType = messageType;
        this.endpoint = endpoint;
    }

    /** An event of the flow {@code f}, {@code millis} after the start. */
    public static EventBuilder event(long millis, String module, String role, String messageType, String endpoint) {
        return new EventBuilder("f", millis, START.plusMillis(millis), module, role, messageType, endpoint);
    }

    public static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    public EventBuilder message(String name) {
        this.message = id(name);
        return this;
    }

    public EventBuilder parent(@Nullable String name) {
        this.parent = name == null ? null : id(name);
        return this;
    }

    public EventBuilder action(String name) {
        this.action = id(name);
        return this;
    }

    /** Closes the action that began {@code duration} ago. */
    public EventBuilder closes(Duration duration, String outcome) {
        this.begin = timestamp.minus(duration);
        this.end = timestamp;
        this.elapsed = duration.toNanos() / 1e9;
        this.outcome = outcome;
        return this;
    }

    /** What a sender says that has the end of the action wrong, and how long it took. */
    public EventBuilder wronglyCloses(long endMillis, Duration duration) {
        this.end = START.plusMillis(endMillis);
        this.elapsed = duration.toNanos() / 1e9;
        return this;
    }

    public EventBuilder error(String type, String message) {
        this.errorType = type;
        this.errorMessage = message;
        return this;
    }

    public EventBuilder params(String json) {
        this.params = (ObjectNode) JSON.readTree(json);
        return this;
    }

    public EventBuilder headers(String json) {
        this.headers = (ObjectNode) JSON.readTree(json);
        return this;
    }

    public EventBuilder result(String json) {
        this.result = JSON.readTree(json);
        return this;
    }

    public EventBuilder peer(String peer) {
        this.peer = peer;
        return this;
    }

    public EventBuilder sampleRate(double rate) {
        this.sampleRate = rate;
        return this;
    }

    public EventBuilder others(String json) {
        this.others = (ObjectNode) JSON.readTree(json);
        return this;
    }

    public StoredEvent build() {
        return new StoredEvent(
                sequence,
                id(correlationId + " event " + sequence + " " + module + messageType + message + action),
                correlationId,
                timestamp,
                timestamp.plusMillis(5),
                module,
                module + "_host_1",
                endpoint,
                messageType,
                role,
                action,
                message,
                parent,
                begin,
                end,
                elapsed,
                outcome,
                errorType,
                errorMessage,
                params,
                headers,
                result,
                Map.of(),
                peer,
                null,
                false,
                sampleRate,
                null,
                null,
                others);
    }
}
