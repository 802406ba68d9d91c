/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages that somebody had sent again.
 *
 * @param selection which messages were asked for: a JSON object
 * @param messages how many messages that were when it began
 * @param outcomes how many of them came how far; those that are still to be sent are in none
 */
public record Replay(
        String id,
        String by,
        Instant at,
        String selection,
        State state,
        long messages,
        @Nullable Instant endedAt,
        Map<ReplayedMessage.Outcome, Long> outcomes) {

    /** How far a replay came. */
    public enum State {
        /** Others are before it. */
        WAITING,
        RUNNING,
        /** Every message was dealt with. */
        DONE,
        /** Somebody stopped it. */
        STOPPED,
        /** It cannot go on, because nothing can be stored or asked. */
        FAILED,
        /** The server ended meanwhile. */
        INTERRUPTED;

        /** The name in the server's JSON. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
