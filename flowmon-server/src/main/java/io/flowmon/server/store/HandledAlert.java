/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import io.flowmon.rules.alert.AlertState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert, and what people have made of it.
 *
 * @param acknowledgement that holds now
 * @param silencedUntil when the last silence ends that covers it now; null without
 */
public record HandledAlert(
        Alert alert,
        @Nullable Acknowledgement acknowledgement,
        @Nullable Instant silencedUntil) {

    /** Whether it goes on. */
    public boolean isOpen() {
        return alert.last().state() != AlertState.RESOLVED;
    }
}
