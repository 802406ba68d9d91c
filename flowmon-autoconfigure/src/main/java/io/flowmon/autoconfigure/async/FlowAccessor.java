/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import io.flowmon.core.context.FlowContext;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Lets the flow travel in snapshots of Micrometer's context-propagation. What is passed on is the flow and the id of its
 * message, not the message itself: its end does not wait for whoever holds a snapshot.
 */
final class FlowAccessor implements ThreadLocalAccessor<FlowContext> {

    private final String key;
    private final MessagesInHand messages;

    FlowAccessor(String key, MessagesInHand messages) {
        this.key = key;
        this.messages = messages;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public @Nullable FlowContext getValue() {
        return messages.snapshot();
    }

    @Override
    public void setValue(FlowContext context) {
        messages.cover(context);
    }

    @Override
    public void setValue() {
        messages.cover(null);
    }

    @Override
    public void restore(FlowContext before) {
        messages.uncover(before);
    }

    @Override
    public void restore() {
        messages.uncover(null);
    }
}
