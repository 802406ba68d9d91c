/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.event;

import io.flowmon.core.context.TraceIds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One fact about a flow, built on the thread on which it happened. What is the same for every event of a process
 * (module type and id) and what need not be known yet (the event's own id) is added when the sender encodes it.
 *
 * <p>Immutable and safe to hand to another thread, as long as what it was built from is no longer changed.
 */
public final class Event {

    /** Rough cost of an event's own objects in bytes, for the bound of the sender's queue. */
    private static final int FIXED_SIZE = 400;

    /** As {@link #FIXED_SIZE}, of a parameter's name and of each of its values. */
    private static final int PARAMETER_SIZE = 64;

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

    private Event(Builder builder) {
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
        this.sizeInBytes = size();
    }

    /** Starts an event with the fields that every event has. */
    public static Builder builder(
            String correlationId, Instant timestamp, String endpoint, String messageType, Role role) {
        return new Builder(correlationId, timestamp, endpoint, messageType, role);
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

    private int size() {
        long size = (long) FIXED_SIZE + endpoint.length();
        if (completion != null && completion.error() != null) {
            size += sizeOf(completion.error().message());
        }
        if (serviceParams != null) {
            size += sizeOf(serviceParams.body());
            size += sizeOf(serviceParams.path());
            size += sizeOf(serviceParams.query());
            size += sizeOfForm(serviceParams.form());
            size += sizeOf(serviceParams.others());
        }
        if (result != null) {
            size += sizeOf(result.body());
        }
        if (headers != null) {
            size += headers.characters();
        }
        size += sizeOf(businessKeys);
        return (int) Math.min(size, Integer.MAX_VALUE);
    }

    private static int sizeOf(@Nullable CapturedBody body) {
        return body == null ? 0 : body.bytes().length;
    }

    private static int sizeOf(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private static long sizeOfForm(@Nullable Map<String, List<String>> form) {
        long size = 0;
        if (form == null) {
            return size;
        }
        for (Map.Entry<String, List<String>> entry : form.entrySet()) {
            size += (long) PARAMETER_SIZE + sizeOf(entry.getKey());
            for (String value : entry.getValue()) {
                size += (long) PARAMETER_SIZE + value.length();
            }
        }
        return size;
    }

    /**
     * Of values that are not text only the texts' lengths are known; the rest is taken for small, and so is what an
     * application's own map does not tell.
     */
    private static long sizeOf(Map<String, ?> values) {
        long size = 0;
        try {
            if (!values.isEmpty()) {
                for (Map.Entry<String, ?> entry : values.entrySet()) {
                    size += sizeOf(entry.getKey());
                    if (entry.getValue() instanceof CharSequence text) {
                        size += text.length();
                    }
                }
            }
        } catch (RuntimeException unreadable) {
            // the encoder meets it again, and masks the part
        }
        return size;
    }

    @Override
    public String toString() {
        return messageType + " " + endpoint + " [" + correlationId + "]";
    }

    /** Builds an event. Not thread-safe. */
    public static final class Builder {

        private final String correlationId;
        private final Instant timestamp;
        private final String endpoint;
        private final String messageType;
        private final Role role;
        private @Nullable UUID actionId;
        private @Nullable UUID messageId;
        private @Nullable UUID parentMessageId;
        private @Nullable Completion completion;
        private @Nullable ServiceParams serviceParams;
        private @Nullable Headers headers;
        private @Nullable Result result;
        private Map<String, String> businessKeys = Map.of();
        private @Nullable String peer;
        private @Nullable String consumerGroup;
        private boolean redelivered;
        private double sampleRate = 1;
        private @Nullable TraceIds trace;
        private Recording recording = Recording.ALL;

        private Builder(String correlationId, Instant timestamp, String endpoint, String messageType, Role role) {
            this.correlationId = Objects.requireNonNull(correlationId, "correlationId");
            this.timestamp = Objects.requireNonNull(timestamp, "timestamp");
            this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
            this.messageType = Objects.requireNonNull(messageType, "messageType");
            this.role = Objects.requireNonNull(role, "role");
        }

        public Builder actionId(@Nullable UUID actionId) {
            this.actionId = actionId;
            return this;
        }

        public Builder messageId(@Nullable UUID messageId) {
            this.messageId = messageId;
            return this;
        }

        public Builder parentMessageId(@Nullable UUID parentMessageId) {
            this.parentMessageId = parentMessageId;
            return this;
        }

        public Builder completion(@Nullable Completion completion) {
            this.completion = completion;
            return this;
        }

        public Builder serviceParams(@Nullable ServiceParams serviceParams) {
            this.serviceParams = serviceParams;
            return this;
        }

        public Builder headers(@Nullable Headers headers) {
            this.headers = headers;
            return this;
        }

        public Builder result(@Nullable Result result) {
            this.result = result;
            return this;
        }

        public Builder businessKeys(Map<String, String> businessKeys) {
            this.businessKeys = businessKeys;
            return this;
        }

        public Builder peer(@Nullable String peer) {
            this.peer = peer;
            return this;
        }

        public Builder consumerGroup(@Nullable String consumerGroup) {
            this.consumerGroup = consumerGroup;
            return this;
        }

        public Builder redelivered(boolean redelivered) {
            this.redelivered = redelivered;
            return this;
        }

        public Builder sampleRate(double sampleRate) {
            this.sampleRate = sampleRate;
            return this;
        }

        /** Sets what of the event's action is recorded. */
        Builder recording(Recording recording) {
            this.recording = recording;
            return this;
        }

        /** Whether bodies belong into this event; to be asked once it is known whether it closes its action. */
        public boolean sendsBodies() {
            return recording.sendsBodies(completion);
        }

        /** Adds a message's payload, or its size alone when bodies do not belong into this event. */
        public Builder payload(CapturedBody body) {
            return serviceParams(
                    ServiceParams.ofBody(sendsBodies() ? body : CapturedBody.omitted(body.size(), body.unread())));
        }

        public Builder trace(@Nullable TraceIds trace) {
            this.trace = trace;
            return this;
        }

        public Event build() {
            return new Event(this);
        }
    }
}
