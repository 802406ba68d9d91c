/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.LoadQuery;
import io.flowmon.server.store.StationLoad;
import io.flowmon.server.store.StationLoad.Service;
import io.flowmon.server.store.StationLoad.Waits;
import io.flowmon.server.store.duckdb.query.Row;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sums by module and endpoint, and by module; those that were asked for first, then the busiest. */
final class StationRows {

    private static final int POINTS = 200;

    private static final String SQL = """
            SELECT module_type, station,
                count(*) FILTER (arrived >= low), coalesce(sum(weight) FILTER (arrived >= low), 0),
                count(service), count(*) FILTER (service IS NULL AND arrived >= low), bool_or(weight > 1),
                sum(weight * service) / sum(weight) FILTER (service IS NOT NULL) AS mean,
                greatest(0, sum(weight * service * service) / sum(weight) FILTER (service IS NOT NULL) - mean * mean),
                quantile_cont(service, [%s]),
                coalesce(sum(weight * greatest(0, least(busy_to, high) - greatest(busy_from, low)))
                    FILTER (service IS NOT NULL), 0) / 1e6 AS busy,
                coalesce(sum(weight * away) / sum(weight) FILTER (service IS NOT NULL), 0),
                count(*) FILTER (bus >= 0), count(*) FILTER (bus < 0), avg(bus) FILTER (bus >= 0) / 1e6,
                count(*) FILTER (pool >= 0), count(*) FILTER (pool < 0), avg(pool) FILTER (pool >= 0) / 1e6,
                count(*) FILTER (bus >= 0 AND pool >= 0), avg(wait) FILTER (bus >= 0 AND pool >= 0),
                count(DISTINCT module_id), list_distinct(arg_max(correlation_id, service, 5)), count(*) OVER ()
            FROM work, bounds
            GROUP BY module_type, station
            ORDER BY (?::VARCHAR IN ('', module_type) AND ?::VARCHAR IN ('', station)) DESC, busy DESC, module_type, station LIMIT 500
            """.formatted(IntStream.range(0, POINTS)
            .mapToObj(i -> Double.toString((i + 0.5) / POINTS))
            .collect(Collectors.joining(", ")));

    /** @param found how many stations there are, whether they are all told or not */
    record Found(StationLoad station, long found) {}

    private StationRows() {}

    static String sql() {
        return SQL;
    }

    static List<Object> parameters(LoadQuery query) {
        return List.of(query.module() == null ? "" : query.module(), query.endpoint() == null ? "" : query.endpoint());
    }

    static Found map(Row row) throws SQLException {
        Object[] flows = row.list(22);
        StationLoad station = new StationLoad(
                LoadTables.key(row),
                row.number(3),
                row.decimal(4),
                row.number(5),
                row.number(6),
                row.flag(7),
                row.number(5) == 0 ? null : service(row),
                row.decimal(11),
                row.decimal(12),
                new Waits(row.number(13), row.number(14), row.optionalDecimal(15)),
                new Waits(row.number(16), row.number(17), row.optionalDecimal(18)),
                new Waits(row.number(19), row.number(14) + row.number(17), row.optionalDecimal(20)),
                (int) row.number(21),
                flows == null
                        ? List.of()
                        : Arrays.stream(flows).map(String::valueOf).sorted().toList());
        return new Found(station, row.number(23));
    }

    private static Service service(Row row) throws SQLException {
        Object[] points = row.list(10);
        double mean = row.decimal(8);
        return new Service(
                mean,
                InstanceRows.scv(mean, row.decimal(9)),
                points == null
                        ? List.of()
                        : Arrays.stream(points)
                                .map(point -> ((Number) point).doubleValue())
                                .toList());
    }
}
