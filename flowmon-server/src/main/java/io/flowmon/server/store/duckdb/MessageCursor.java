/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.QueryFailedException;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The message that a page ended with. */
record MessageCursor(long startMicros, UUID messageId) {

    private static final Pattern FORM = Pattern.compile("(-?\\d{1,18})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

    String encode() {
        return startMicros + "_" + messageId;
    }

    /**
     * Reads a cursor back.
     *
     * @throws QueryFailedException if this is none
     */
    static MessageCursor decode(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new QueryFailedException(
                    QueryFailedException.Reason.BAD_CURSOR, "The cursor is none that was given out");
        }
        return new MessageCursor(Long.parseLong(parts.group(1)), UUID.fromString(parts.group(2)));
    }
}
