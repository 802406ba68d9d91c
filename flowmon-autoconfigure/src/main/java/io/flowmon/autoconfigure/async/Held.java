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
 * @param origin how the thread came by it
 * @param before the thread's flow before that
 * @param below what the thread takes up again afterwards
 */
record Held(
        Thread thread,
        @Nullable Handling handling,
        Origin origin,
        @Nullable FlowContext before,
        @Nullable Held below) {

    /** How a thread comes by its work. */
    enum Origin {
        /** It took a message itself: its next pop lets go of it. */
        POPPED,
        /** It runs a task, or was called for a message. */
        CALLED,
        /** A snapshot of another thread's context was laid over its own. */
        SNAPSHOT
    }

    boolean popped() {
        return origin == Origin.POPPED;
    }

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
