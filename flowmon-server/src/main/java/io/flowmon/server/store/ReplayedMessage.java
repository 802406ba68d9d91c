/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message of a replay.
 *
 * @param batch those of one number were sent together
 * @param original the message whose content is repeated
 * @param message the new one; null if none was made
 * @param before how far the original had come
 * @param detail what failed, or why it was not sent; null if there is nothing to say
 */
public record ReplayedMessage(
        int batch,
        UUID original,
        @Nullable UUID message,
        String correlationId,
        String endpoint,
        MessageState before,
        Outcome outcome,
        @Nullable String detail,
        Instant at) {

    /** What came of sending it. */
    public enum Outcome {
        /** About to be sent. Where a replay is over, nobody knows whether it was: the server ended just then. */
        SENDING,
        SENT,
        FAILED,
        /** It was sent, and the place did not say in time whether it has it. Counts as sent: it is not to be sent twice. */
        UNKNOWN,
        /** It cannot be sent, or was not to be any more. */
        SKIPPED;

        /** The name in the server's JSON. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
