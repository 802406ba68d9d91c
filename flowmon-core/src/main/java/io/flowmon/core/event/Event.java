/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.event;

import io.flowmon.core.context.TraceIds;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One fact about a flow, built on the thread on which it happened. What is the same for every event of a process
 * (module type and id) and what need not be known yet (the event's own id) is added when the sender encodes it.
 *
 * <p>Immutable and safe to hand to another thread, as long as what it was built from is no longer changed.
 */
public final class Event {

    private final String correlationId;
    private final Instant timestamp;
    private final String endpoint;
    private final String messageType;
    private final Role role;
    private final @Nullable UUID actionId;
    private final @Nullable UUID messageId;
    private final @Nullable UUID parentMessageId;
    private final @Nullable Completion completion;
    private final @Nullable ServiceParams serviceParams;
    private final @Nullable Headers headers;
    private final @Nullable Result result;
    private final Map<String, String> businessKeys;
    private final @Nullable String peer;
    private final @Nullable String consumerGroup;
    private final boolean redelivered;
    private final double sampleRate;
    private final @Nullable TraceIds trace;
    private final int sizeInBytes;

    Event(EventBuilder builder) {
        this.correlationId = builder.correlationId;
        this.timestamp = builder.timestamp;
        this.endpoint = builder.endpoint;
        this.messageType = builder.messageType;
        this.role = builder.role;
        this.actionId = builder.actionId;
        this.messageId = builder.messageId;
        this.parentMessageId = builder.parentMessageId;
        this.completion = builder.completion;
        this.serviceParams = builder.serviceParams;
        this.headers = builder.headers;
        this.result = builder.result;
        this.businessKeys = builder.businessKeys;
        this.peer = builder.peer;
        this.consumerGroup = builder.consumerGroup;
        this.redelivered = builder.redelivered;
        this.sampleRate = builder.sampleRate;
        this.trace = builder.trace;
        this.sizeInBytes = EventSize.of(builder);
    }

    /** Starts an event with the fields that every event has. */
    public static EventBuilder builder(
            String correlationId, Instant timestamp, String endpoint, String messageType, Role role) {
        return new EventBuilder(correlationId, timestamp, endpoint, messageType, role);
    }

    public String correlationId() {
        return correlationId;
    }

    public Instant timestamp() {
        return timestamp;
    }

    public String endpoint() {
        return endpoint;
    }

    public String messageType() {
        return messageType;
    }

    public Role role() {
        return role;
    }

    public @Nullable UUID actionId() {
        return actionId;
    }

    public @Nullable UUID messageId() {
        return messageId;
    }

    public @Nullable UUID parentMessageId() {
        return parentMessageId;
    }

    /** Present on an event that closes an action. */
    public @Nullable Completion completion() {
        return completion;
    }

    public @Nullable ServiceParams serviceParams() {
        return serviceParams;
    }

    public @Nullable Headers headers() {
        return headers;
    }

    public @Nullable Result result() {
        return result;
    }

    public Map<String, String> businessKeys() {
        return businessKeys;
    }

    public @Nullable String peer() {
        return peer;
    }

    public @Nullable String consumerGroup() {
        return consumerGroup;
    }

    public boolean redelivered() {
        return redelivered;
    }

    /** The share of flows that is recorded, in (0, 1]; 1 when the flow was not sampled. */
    public double sampleRate() {
        return sampleRate;
    }

    public @Nullable String traceId() {
        return trace == null ? null : trace.traceId();
    }

    public @Nullable String spanId() {
        return trace == null ? null : trace.spanId();
    }

    /** Roughly how many bytes of memory this event held when it was built: what the sender's queue counts. */
    public int sizeInBytes() {
        return sizeInBytes;
    }

    @Override
    public String toString() {
        return messageType + " " + endpoint + " [" + correlationId + "]";
    }
}
