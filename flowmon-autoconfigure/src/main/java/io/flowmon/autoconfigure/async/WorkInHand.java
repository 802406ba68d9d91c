/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import org.jspecify.annotations.Nullable;

/** What a thread works for, from {@code MessagesInHand.begin} on. */
@FunctionalInterface
public interface WorkInHand {

    /** Ends it, on the thread on which it began; a message that was popped meanwhile ends with it. */
    void end(@Nullable Throwable failure);
}
