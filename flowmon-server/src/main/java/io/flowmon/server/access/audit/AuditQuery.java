/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What of the audit log is asked for.
 *
 * @param from inclusive
 * @param to exclusive
 * @param principal of whom; of all if null
 * @param type what was done; anything if null
 * @param cursor where the page before ended; null for the first page
 * @param limit how many at most
 */
public record AuditQuery(
        Instant from,
        Instant to,
        @Nullable String principal,
        @Nullable String type,
        @Nullable String cursor,
        int limit) {

    boolean matches(AuditEntry entry) {
        return !entry.timestamp().isBefore(from)
                && entry.timestamp().isBefore(to)
                && (principal == null || principal.equals(entry.principal()))
                && (type == null || type.equals(entry.type()));
    }
}
