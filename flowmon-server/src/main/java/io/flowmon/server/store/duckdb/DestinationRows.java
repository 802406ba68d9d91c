/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.DestinationLoad;
import io.flowmon.server.store.duckdb.query.Row;
import java.sql.SQLException;

/** What was sent to destinations. The clocks of several senders shift their streams, and leave the variation of the sum alone. */
final class DestinationRows {

    static final String SQL = """
            WITH put AS (
                SELECT endpoint, message_id, weight, (sent_at - lag(sent_at) OVER (
                    PARTITION BY endpoint ORDER BY sent_at)) / 1e6 AS gap
                FROM sent, bounds WHERE by_destination AND ok AND sent_at >= low
            ), receiver AS (
                SELECT endpoint, count(DISTINCT module_type) AS receivers FROM served GROUP BY endpoint
            )
            SELECT endpoint, count(*), sum(weight), count(*) FILTER (arrived IS NULL), coalesce(any_value(receivers), 0),
                count(gap), avg(gap), var_pop(gap)
            FROM put LEFT JOIN (SELECT DISTINCT message_id, true AS arrived FROM served) USING (message_id)
                LEFT JOIN receiver USING (endpoint)
            GROUP BY endpoint ORDER BY count(*) DESC, endpoint LIMIT 1000
            """;

    private DestinationRows() {}

    static DestinationLoad map(Row row) throws SQLException {
        return new DestinationLoad(
                row.requiredText(1),
                row.number(2),
                row.decimal(3),
                row.number(4),
                (int) row.number(5),
                InstanceRows.gaps(row, 6));
    }
}
