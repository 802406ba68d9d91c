/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import io.flowmon.core.capture.CaptureFailures;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * What the threads have in hand, for post-processors, which come before every other bean: looked up once, when the first
 * task is given out. Any thread; never throws, for it is asked in the middle of the application's work.
 */
final class AvailableMessages {

    private final ObjectProvider<MessagesInHand> provider;
    private volatile @Nullable MessagesInHand found;

    AvailableMessages(ObjectProvider<MessagesInHand> provider) {
        this.provider = provider;
    }

    /** Null while they cannot be had, and after they were closed: then tasks go as they came. */
    @Nullable
    MessagesInHand get() {
        MessagesInHand known = found;
        if (known == null) {
            try {
                known = provider.getObject();
                found = known;
            } catch (Throwable t) {
                CaptureFailures.swallow("let a task take its flow along", t);
                return null;
            }
        }
        return known.isClosed() ? null : known;
    }
}
