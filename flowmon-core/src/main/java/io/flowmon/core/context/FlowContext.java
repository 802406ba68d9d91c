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
 * @param sampled whether this flow is recorded at all
 * @param businessKeys what the flow can be searched by
 */
public record FlowContext(String correlationId, @Nullable UUID messageId, boolean sampled, BusinessKeys businessKeys) {

    /** As it comes from outside: with no business keys yet. */
    public FlowContext(String correlationId, @Nullable UUID messageId, boolean sampled) {
        this(correlationId, messageId, sampled, new BusinessKeys());
    }

    /** A new flow, not yet about any message. */
    public static FlowContext newFlow() {
        return new FlowContext(CorrelationIds.create(), null, true);
    }

    /** The same flow while {@code message} is being handled. */
    public FlowContext handling(UUID message) {
        return new FlowContext(correlationId, message, sampled, businessKeys);
    }
}
