/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.flow;

import io.flowmon.server.event.StoredEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An event as the contract writes it: its own names, absent fields absent, unknown fields beside the known ones. */
final class EventDocument {

    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    private EventDocument() {}

    static ObjectNode of(StoredEvent event) {
        return new EventDocument().write(event);
    }

    private ObjectNode write(StoredEvent event) {
        text("event_id", event.eventId());
        text("correlation_id", event.correlationId());
        text("timestamp", event.timestamp());
        text("received_at", event.receivedAt());
        text("module_type", event.moduleType());
        text("module_id", event.moduleId());
        text("endpoint", event.endpoint());
        text("message_type", event.messageType());
        text("role", event.role());
        text("action_id", event.actionId());
        text("message_id", event.messageId());
        text("parent_message_id", event.parentMessageId());
        text("begin_timestamp", event.beginTimestamp());
        text("end_timestamp", event.endTimestamp());
        if (event.elapsedSeconds() != null) {
            json.put("elapsed_time", event.elapsedSeconds());
        }
        text("outcome", event.outcome());
        error(event);
        node("service_params", event.serviceParams());
        node("headers", event.headers());
        node("result", event.result());
        businessKeys(event.businessKeys());
        text("peer", event.peer());
        text("consumer_group", event.consumerGroup());
        if (event.redelivered()) {
            json.put("redelivered", true);
        }
        if (event.sampleRate() < 1) {
            json.put("sample_rate", event.sampleRate());
        }
        text("trace_id", event.traceId());
        text("span_id", event.spanId());
        if (event.others() != null) {
            event.others().properties().forEach(other -> json.putIfAbsent(other.getKey(), other.getValue()));
        }
        return json;
    }

    private void error(StoredEvent event) {
        if (event.errorType() != null) {
            ObjectNode error = json.putObject("error");
            error.put("type", event.errorType());
            if (event.errorMessage() != null) {
                error.put("message", event.errorMessage());
            }
        }
    }

    private void businessKeys(Map<String, String> keys) {
        if (!keys.isEmpty()) {
            ObjectNode node = json.putObject("business_keys");
            keys.forEach(node::put);
        }
    }

    private void text(String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value.toString());
        }
    }

    private void node(String name, @Nullable JsonNode value) {
        if (value != null) {
            json.set(name, value);
        }
    }
}
