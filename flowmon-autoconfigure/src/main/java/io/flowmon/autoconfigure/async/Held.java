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
 * @param by how it came by that
 * @param before the thread's flow before that
 * @param below what the thread takes up again afterwards
 */
record Held(
        Thread thread,
        @Nullable Handling handling,
        By by,
        @Nullable FlowContext before,
        @Nullable Held below) {

    enum By {
        /** The thread took it itself: its next pop lets go of it. */
        POP,
        /** As {@link #POP}, one of several that it took at once: so does the next one's turn. */
        TURN,
        /** It came with a task or a call, and goes with it. */
        CALL,
        /** A snapshot of another thread's context was laid over its own. */
        SNAPSHOT
    }

    /** Whether the thread's next pop lets go of it. */
    boolean popped() {
        return by == By.POP || by == By.TURN;
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
