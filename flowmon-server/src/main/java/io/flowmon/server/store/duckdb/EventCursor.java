/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.QueryFailedException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page of a flow's events ended: they are listed by their time, then by the order of storing.
 *
 * @param micros the last event's time, in microseconds since 1970
 * @param sequence its place in the order of storing
 */
record EventCursor(long micros, long sequence) {

    private static final Pattern FORM = Pattern.compile("(-?\\d{1,18})_(\\d{1,18})");

    String encode() {
        return micros + "_" + sequence;
    }

    /**
     * Reads a cursor back.
     *
     * @throws QueryFailedException if this is none
     */
    static EventCursor decode(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new QueryFailedException(
                    QueryFailedException.Reason.BAD_CURSOR, "The cursor is none that was given out");
        }
        return new EventCursor(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)));
    }
}
