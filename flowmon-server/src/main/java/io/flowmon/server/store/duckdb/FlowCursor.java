/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.QueryFailedException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Where a page of flows ended: flows are listed by their start, then by their id, newest first.
 *
 * @param startMicros the last flow's start, in microseconds since 1970
 */
record FlowCursor(long startMicros, String correlationId) {

    /** Whether a flow is listed after this one; of {@link #parameters}. */
    static final String IS_AFTER = "(start_us < ? OR (start_us = ? AND correlation_id < ?))";

    List<Object> parameters() {
        return List.of(startMicros, startMicros, correlationId);
    }

    String encode() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((startMicros + " " + correlationId).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a cursor back.
     *
     * @throws QueryFailedException if this is none
     */
    static FlowCursor decode(String text) {
        try {
            String decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int space = decoded.indexOf(' ');
            if (space > 0) {
                return new FlowCursor(Long.parseLong(decoded.substring(0, space)), decoded.substring(space + 1));
            }
        } catch (IllegalArgumentException notOne) {
            // told below
        }
        throw new QueryFailedException(QueryFailedException.Reason.BAD_CURSOR, "The cursor is none that was given out");
    }
}
