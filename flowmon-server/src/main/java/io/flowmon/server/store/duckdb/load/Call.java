/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.load;

import org.jspecify.annotations.Nullable;

/** What an action sent or called while it was in service. Times are microseconds since 1970. */
record Call(String endpoint, @Nullable String peer, long begun, long ended) {

    /** The part within a time; empty when it ends before it begins. */
    Call within(long from, long to) {
        return new Call(endpoint, peer, Math.max(begun, from), Math.min(ended, to));
    }
}
