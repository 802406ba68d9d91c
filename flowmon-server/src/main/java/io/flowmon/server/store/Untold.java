/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a channel is to be told of an alert.
 *
 * @param toldAt when it was told of it last; null if never
 */
public record Untold(HandledAlert alert, Why why, @Nullable Instant toldAt) {

    /** Why it is to be told. */
    public enum Why {
        /** It has not been told that the alert goes on. */
        RAISED,
        /** The alert goes on, and nobody has said that they see to it. */
        REMINDER,
        /** It is over. */
        RESOLVED,
        /** It is over, and was silenced: the channel is not to be told, only that has to be noted. */
        PASSED_OVER
    }
}
