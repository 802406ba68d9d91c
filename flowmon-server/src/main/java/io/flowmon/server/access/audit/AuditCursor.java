/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.audit;

import io.flowmon.server.store.QueryFailedException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time that a page ended with.
 *
 * @param given how many entries of exactly that time have been given
 */
record AuditCursor(Instant time, int given) {

    private static final Pattern FORM = Pattern.compile("(\\S{10,40})_(\\d{1,5})");

    String encode() {
        return time + "_" + given;
    }

    /**
     * Reads a cursor back.
     *
     * @throws QueryFailedException if this is none
     */
    static AuditCursor decode(String text) {
        Matcher parts = FORM.matcher(text);
        try {
            if (parts.matches()) {
                return new AuditCursor(Instant.parse(parts.group(1)), Integer.parseInt(parts.group(2)));
            }
        } catch (DateTimeException notOne) {
            // told below
        }
        throw new QueryFailedException(QueryFailedException.Reason.BAD_CURSOR, "The cursor is none that was given out");
    }
}
