/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.context;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the work of a thread belongs to.
 *
 * @param correlationId the flow
 * @param messageId the message being handled: the parent of every message sent meanwhile; null outside any message
 * @param sampled whether this flow is recorded at all
 */
public record FlowContext(String correlationId, @Nullable UUID messageId, boolean sampled) {

    /** A new flow, not yet about any message. */
    public static FlowContext newFlow() {
        return new FlowContext(CorrelationIds.create(), null, true);
    }

    /** The same flow while {@code message} is being handled. */
    public FlowContext handling(UUID message) {
        return new FlowContext(correlationId, message, sampled);
    }
}
