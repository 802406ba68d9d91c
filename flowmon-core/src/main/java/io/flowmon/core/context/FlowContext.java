/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.context;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the work of a thread belongs to. Nothing of it changes but the business keys, which are meant to be shared.
 *
 * @param correlationId the flow
 * @param messageId the message being handled: the parent of every message sent meanwhile; null outside any message
 * @param sampleRate the share of flows that is recorded, when this one is among them; 0 when it is not recorded
 * @param businessKeys what the flow can be searched by
 * @param replay whether the message being handled was sent again after a failure
 */
public record FlowContext(
        String correlationId, @Nullable UUID messageId, double sampleRate, BusinessKeys businessKeys, boolean replay) {

    /** As it comes from outside: with no business keys yet. */
    public FlowContext(String correlationId, @Nullable UUID messageId, double sampleRate) {
        this(correlationId, messageId, sampleRate, new BusinessKeys(), false);
    }

    /** A flow among others that are all recorded, or one that is not recorded. */
    public FlowContext(String correlationId, @Nullable UUID messageId, boolean sampled) {
        this(correlationId, messageId, sampled ? 1 : 0);
    }

    /** A new flow where all are recorded, not yet about any message. */
    public static FlowContext newFlow() {
        return new FlowContext(CorrelationIds.create(), null, 1);
    }

    /** Whether this flow is recorded at all. */
    public boolean sampled() {
        return sampleRate > 0;
    }

    /** The same flow while {@code message} is being handled. */
    public FlowContext handling(UUID message) {
        return new FlowContext(correlationId, message, sampleRate, businessKeys, false);
    }

    /** The same, where the message being handled was sent again or not. */
    public FlowContext replay(boolean again) {
        return again == replay ? this : new FlowContext(correlationId, messageId, sampleRate, businessKeys, again);
    }
}
