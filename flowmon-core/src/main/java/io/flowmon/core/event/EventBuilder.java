/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.event;

import io.flowmon.core.context.TraceIds;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Builds an event. Not thread-safe. */
public final class EventBuilder {

    final String correlationId;
    final Instant timestamp;
    final String endpoint;
    final String messageType;
    final Role role;

    @Nullable
    UUID actionId;

    @Nullable
    UUID messageId;

    @Nullable
    UUID parentMessageId;

    @Nullable
    Completion completion;

    @Nullable
    ServiceParams serviceParams;

    @Nullable
    Headers headers;

    @Nullable
    Result result;

    Map<String, String> businessKeys = Map.of();

    @Nullable
    String peer;

    @Nullable
    String consumerGroup;

    boolean redelivered;
    double sampleRate = 1;

    @Nullable
    TraceIds trace;

    Recording recording = Recording.ALL;

    EventBuilder(String correlationId, Instant timestamp, String endpoint, String messageType, Role role) {
        this.correlationId = Objects.requireNonNull(correlationId, "correlationId");
        this.timestamp = Objects.requireNonNull(timestamp, "timestamp");
        this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
        this.messageType = Objects.requireNonNull(messageType, "messageType");
        this.role = Objects.requireNonNull(role, "role");
    }

    public EventBuilder actionId(@Nullable UUID actionId) {
        this.actionId = actionId;
        return this;
    }

    public EventBuilder messageId(@Nullable UUID messageId) {
        this.messageId = messageId;
        return this;
    }

    public EventBuilder parentMessageId(@Nullable UUID parentMessageId) {
        this.parentMessageId = parentMessageId;
        return this;
    }

    public EventBuilder completion(@Nullable Completion completion) {
        this.completion = completion;
        return this;
    }

    public EventBuilder serviceParams(@Nullable ServiceParams serviceParams) {
        this.serviceParams = serviceParams;
        return this;
    }

    public EventBuilder headers(@Nullable Headers headers) {
        this.headers = headers;
        return this;
    }

    public EventBuilder result(@Nullable Result result) {
        this.result = result;
        return this;
    }

    public EventBuilder businessKeys(Map<String, String> businessKeys) {
        this.businessKeys = businessKeys;
        return this;
    }

    public EventBuilder peer(@Nullable String peer) {
        this.peer = peer;
        return this;
    }

    public EventBuilder consumerGroup(@Nullable String consumerGroup) {
        this.consumerGroup = consumerGroup;
        return this;
    }

    public EventBuilder redelivered(boolean redelivered) {
        this.redelivered = redelivered;
        return this;
    }

    public EventBuilder sampleRate(double sampleRate) {
        this.sampleRate = sampleRate;
        return this;
    }

    /** Sets what of the event's action is recorded. */
    EventBuilder recording(Recording recording) {
        this.recording = recording;
        return this;
    }

    /** Whether bodies belong into this event; to be asked once it is known whether it closes its action. */
    public boolean sendsBodies() {
        return recording.sendsBodies(completion);
    }

    /** Adds a message's payload, or its size alone when bodies do not belong into this event. */
    public EventBuilder payload(CapturedBody body) {
        return payload(body, Map.of());
    }

    /** Adds a message's payload that travels in an envelope: who sends it again must wrap it again. */
    public EventBuilder payloadInEnvelope(CapturedBody body) {
        return payload(body, Map.of("carrier", "envelope"));
    }

    private EventBuilder payload(CapturedBody body, Map<String, ?> others) {
        CapturedBody sent = sendsBodies() ? body : CapturedBody.omitted(body.size(), body.unread());
        return serviceParams(new ServiceParams(null, null, null, sent, others));
    }

    public EventBuilder trace(@Nullable TraceIds trace) {
        this.trace = trace;
        return this;
    }

    public Event build() {
        return new Event(this);
    }
}
