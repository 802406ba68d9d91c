/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.Gaps;
import io.flowmon.server.store.InstanceLoad;
import io.flowmon.server.store.duckdb.query.Row;
import java.sql.SQLException;

/**
 * The same by instance, with how much each did at once, and how regularly it was asked. Begins are stamped by the clock and
 * durations measured by another one, so what overlaps by no more than 100 µs follows each other.
 */
final class InstanceRows {

    static final String SQL = """
            WITH edge AS (
                SELECT module_type, station, module_id, busy_from AS moment, 1 AS step FROM work WHERE service IS NOT NULL
                UNION ALL
                SELECT module_type, station, module_id, greatest(busy_from, busy_to - 100), -1
                FROM work WHERE service IS NOT NULL
            ), peak AS (
                SELECT module_type, station, module_id, max(level) AS peak
                FROM (
                    SELECT module_type, station, module_id, sum(step) OVER (
                        PARTITION BY hash(module_type, station, module_id) ORDER BY moment, step
                        ROWS UNBOUNDED PRECEDING) AS level
                    FROM edge)
                GROUP BY ALL
            ), gaps AS (
                SELECT module_type, station, module_id, count(gap) AS gaps, avg(gap) AS mean, var_pop(gap) AS variance
                FROM (
                    SELECT module_type, station, module_id, (arrived - lag(arrived) OVER (
                        PARTITION BY hash(module_type, station, module_id) ORDER BY arrived)) / 1e6 AS gap
                    FROM work, bounds WHERE arrived >= low)
                GROUP BY ALL
            )
            SELECT module_type, station, module_id, count(*),
                coalesce(sum(greatest(0, least(busy_to, high) - greatest(busy_from, low)))
                    FILTER (service IS NOT NULL), 0) / 1e6,
                any_value(peak), any_value(gaps), any_value(mean), any_value(variance),
                min(arrived), max(coalesce(busy_to, arrived))
            FROM work LEFT JOIN peak USING (module_type, station, module_id)
                LEFT JOIN gaps USING (module_type, station, module_id), bounds
            GROUP BY module_type, station, module_id ORDER BY module_type, station, module_id LIMIT 20000
            """;

    private InstanceRows() {}

    static InstanceLoad map(Row row) throws SQLException {
        return new InstanceLoad(
                LoadTables.key(row),
                row.requiredText(3),
                row.number(4),
                row.decimal(5),
                (int) row.number(6),
                gaps(row, 7),
                Micros.toInstant(row.number(10)),
                Micros.toInstant(row.number(11)));
    }

    /** The squared coefficient of variation; what is left of equal times by rounding is none. */
    static double scv(double mean, double variance) {
        double scv = mean == 0 ? 0 : variance / (mean * mean);
        return scv < 1e-9 ? 0 : scv;
    }

    /** Three columns: number, mean in seconds, variance. */
    static Gaps gaps(Row row, int column) throws SQLException {
        double mean = row.decimal(column + 1);
        return new Gaps(row.number(column), mean, scv(mean, row.decimal(column + 2)));
    }
}
