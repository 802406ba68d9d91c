/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.Percentiles;
import io.flowmon.server.store.duckdb.query.Row;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Messages that went the same way.
 *
 * @param kind a call, a send to a destination, or a receipt from one: "call", "send", "receive"
 * @param sender null when unknown
 * @param receiver null when unknown
 * @param peer the host that was called, as the sender saw it, where the receiver is unknown
 * @param elapsed time that they took, as the sender of a call saw it
 * @param found how many such rows there are, whether they are all told or not
 */
record MessageCount(
        String kind,
        @Nullable String sender,
        @Nullable String receiver,
        @Nullable String peer,
        String endpoint,
        double count,
        double errors,
        @Nullable Percentiles elapsed,
        long found) {

    /**
     * One row a message and module first, so that a begin and its end, or two receipts, count once; the most frequent
     * first. Of the messages one in so many is counted, and stands for as many: the first parameter and the last; between
     * them the time range. An id that is counted on one side is counted on the other.
     */
    static final String SQL = """
            WITH side AS (
                SELECT role, message_id, module_type, any_value(endpoint) AS endpoint, any_value(peer) AS peer,
                    max(elapsed_time) AS elapsed, coalesce(bool_or(outcome <> 'ok'), false) AS failed,
                    ?::BIGINT / min(sample_rate) AS weight,
                    regexp_matches(any_value(endpoint), '%s') AS by_destination
                FROM event
                WHERE timestamp >= make_timestamp(?::BIGINT) AND timestamp < make_timestamp(?::BIGINT)
                    AND role <> 'internal' AND message_id IS NOT NULL AND hash(message_id) %% ?::UBIGINT = 0
                GROUP BY role, message_id, module_type
            ), sent AS (
                SELECT * FROM side WHERE role = 'sender'
            ), received AS (
                SELECT * FROM side WHERE role = 'receiver'
            ), edge AS (
                SELECT 'call' AS kind, s.module_type AS sender, r.module_type AS receiver,
                    CASE WHEN r.module_type IS NULL THEN s.peer END AS peer,
                    coalesce(r.endpoint, s.endpoint) AS endpoint, coalesce(s.weight, r.weight) AS weight,
                    coalesce(s.failed, r.failed) AS failed, coalesce(s.elapsed, r.elapsed) AS elapsed
                FROM (FROM sent WHERE NOT by_destination) s
                FULL JOIN (FROM received WHERE NOT by_destination) r USING (message_id)
                UNION ALL
                SELECT 'send', module_type, NULL, NULL, endpoint, weight, failed, elapsed
                FROM sent WHERE by_destination
                UNION ALL
                SELECT 'receive', NULL, module_type, NULL, endpoint, weight, failed, elapsed
                FROM received WHERE by_destination
            )
            SELECT kind, sender, receiver, peer, endpoint, sum(weight),
                coalesce(sum(weight) FILTER (failed), 0), %s, count(*) OVER ()
            FROM edge GROUP BY kind, sender, receiver, peer, endpoint
            ORDER BY sum(weight) DESC, kind, sender, receiver, peer, endpoint LIMIT 5000
            """.formatted(Destinations.PATTERN, Quantiles.of("elapsed"));

    static MessageCount map(Row row) throws SQLException {
        return new MessageCount(
                row.requiredText(1),
                row.text(2),
                row.text(3),
                row.text(4),
                row.requiredText(5),
                row.decimal(6),
                row.decimal(7),
                Quantiles.read(row, 8),
                row.number(9));
    }
}
