/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import io.flowmon.core.context.FlowContext;
import org.jspecify.annotations.Nullable;

/**
 * What a thread has in hand.
 *
 * @param thread the thread
 * @param handling what it works on; null for a task that has nothing to do with a message
 * @param popped whether the thread took it itself, so that its next pop lets go of it; else it came with a task
 * @param before the thread's flow before that
 * @param below what the thread takes up again afterwards
 */
record Held(
        Thread thread,
        @Nullable Handling handling,
        boolean popped,
        @Nullable FlowContext before,
        @Nullable Held below) {

    void letGo(@Nullable Throwable failure) {
        if (handling != null) {
            handling.letGo(failure);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
