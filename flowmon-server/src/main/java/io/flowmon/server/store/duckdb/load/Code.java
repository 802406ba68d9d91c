/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.load;

/**
 * Numbers that stand for names and ids: 63 bits of DuckDB's hash. That two of n ids have the same one is as likely as
 * n² / 2^64 (the birthday bound): once in 180,000,000 loads of 320,000 events.
 */
final class Code {

    /** Stands for nothing. */
    static final long NONE = 0;

    static final String FLOW = of("correlation_id");
    static final String INSTANCE = of("module_type, module_id");
    static final String ENDPOINT = of("endpoint");
    static final String MESSAGE = optional("message_id");
    static final String PEER = optional("peer");

    private Code() {}

    /** The SQL for the code of columns that are never empty. */
    static String of(String columns) {
        return "CAST(hash(%s) >> 1 AS BIGINT)".formatted(columns);
    }

    /** The SQL for the code of a column, or {@link #NONE}. */
    static String optional(String column) {
        return "CASE WHEN %s IS NULL THEN %d ELSE %s END".formatted(column, NONE, of(column));
    }
}
