/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.Percentiles;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Messages of one kind: who sent them, where to, who received them.
 *
 * @param destination the queue, channel or stream in between; null for a call
 * @param sender null when only the receiver is known
 * @param receiver null when only the sender is known
 * @param peer the host that was called, as the sender saw it
 * @param sent how long the sends or calls took, as the sender saw it
 * @param processed how long the receiver took
 */
record MessageCount(
        @Nullable String destination,
        @Nullable String sender,
        @Nullable String receiver,
        @Nullable String peer,
        String endpoint,
        double count,
        double senderErrors,
        double receiverErrors,
        @Nullable Percentiles sent,
        @Nullable Percentiles processed) {

    /**
     * One row a message and side first, so that a message with a begin and an end, or two receipts, is counted once;
     * parameters are the time range, twice.
     */
    static final String SQL = """
            WITH sent AS (
                SELECT message_id, module_type AS sender, any_value(endpoint) AS endpoint, any_value(peer) AS peer,
                    max(elapsed_time) AS elapsed, bool_or(outcome <> 'ok') AS failed, min(sample_rate) AS sample_rate
                FROM event
                WHERE timestamp >= make_timestamp(?::BIGINT) AND timestamp < make_timestamp(?::BIGINT)
                    AND role = 'sender' AND message_id IS NOT NULL
                GROUP BY message_id, module_type
            ), received AS (
                SELECT message_id, module_type AS receiver, any_value(endpoint) AS endpoint,
                    max(elapsed_time) AS elapsed, bool_or(outcome <> 'ok') AS failed, min(sample_rate) AS sample_rate
                FROM event
                WHERE timestamp >= make_timestamp(?::BIGINT) AND timestamp < make_timestamp(?::BIGINT)
                    AND role = 'receiver' AND message_id IS NOT NULL
                GROUP BY message_id, module_type
            ), message AS (
                SELECT sender, receiver, peer,
                    coalesce(received.endpoint, sent.endpoint) AS endpoint,
                    regexp_extract(coalesce(sent.endpoint, received.endpoint), '^(LIST|CHANNEL|STREAM|TOPIC|QUEUE) .*')
                        AS destination,
                    1 / coalesce(sent.sample_rate, received.sample_rate) AS weight,
                    coalesce(sent.failed, false) AS sender_failed, coalesce(received.failed, false) AS receiver_failed,
                    sent.elapsed AS sent_elapsed, received.elapsed AS received_elapsed
                FROM sent FULL JOIN received USING (message_id)
            )
            SELECT nullif(destination, ''), sender, receiver, max(peer), endpoint, sum(weight),
                coalesce(sum(weight) FILTER (sender_failed), 0), coalesce(sum(weight) FILTER (receiver_failed), 0),
                %s, %s
            FROM message GROUP BY destination, sender, receiver, endpoint,
                CASE WHEN receiver IS NULL THEN peer END
            ORDER BY ALL LIMIT 5000
            """.formatted(Quantiles.of("sent_elapsed"), Quantiles.of("received_elapsed"));

    static MessageCount map(ResultSet row) throws SQLException {
        return new MessageCount(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getDouble(6),
                row.getDouble(7),
                row.getDouble(8),
                Quantiles.read(row, 9),
                Quantiles.read(row, 10));
    }
}
