/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

/** Failed actions as a column: what ended otherwise than {@code ok}, scaled up where flows are sampled. */
final class Errors {

    static final String COUNT = "CAST(round(coalesce(sum(1 / sample_rate) FILTER (outcome <> 'ok'), 0)) AS BIGINT)";

    private Errors() {}
}
