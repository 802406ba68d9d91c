/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whose load is asked for.
 *
 * @param from inclusive
 * @param to exclusive
 * @param module a {@code module_type}; null for all
 * @param endpoint null for all
 * @param parts equal parts that the range is cut into, to see whether the load is steady
 */
public record LoadQuery(
        Instant from,
        Instant to,
        @Nullable String module,
        @Nullable String endpoint,
        int parts) {

    /** The same of a part of the time. */
    public LoadQuery since(Instant begin) {
        return new LoadQuery(begin, to, module, endpoint, parts);
    }
}
