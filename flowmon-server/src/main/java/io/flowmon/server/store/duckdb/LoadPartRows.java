/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.LoadPart;
import io.flowmon.server.store.LoadQuery;
import io.flowmon.server.store.duckdb.query.Row;
import java.sql.SQLException;
import java.util.List;

/** Arrivals and waits over time. */
final class LoadPartRows {

    static final String SQL = """
            SELECT module_type, station, least((joined - low) * ? // (high - low), ?) AS part, count(*), avg(wait)
            FROM work, bounds WHERE joined >= low GROUP BY ALL ORDER BY module_type, station, part LIMIT 50000
            """;

    private LoadPartRows() {}

    static List<Object> parameters(LoadQuery query) {
        return List.of((long) query.parts(), query.parts() - 1L);
    }

    static LoadPart map(Row row) throws SQLException {
        return new LoadPart(LoadTables.key(row), (int) row.number(3), row.number(4), row.optionalDecimal(5));
    }
}
