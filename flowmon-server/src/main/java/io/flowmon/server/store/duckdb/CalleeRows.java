/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.Callee;
import io.flowmon.server.store.duckdb.query.Row;
import java.sql.SQLException;

/** What the actions themselves called and sent. */
final class CalleeRows {

    static final String SQL = """
            SELECT module_type, station, callee, peer, sum(weight), sum(weight * (ended - begun)) / 1e6 AS seconds
            FROM (SELECT endpoint AS station, * FROM child UNION ALL SELECT '' AS station, * FROM child)
            GROUP BY module_type, station, callee, peer
            QUALIFY row_number() OVER (PARTITION BY module_type, station ORDER BY seconds DESC, callee, peer) <= 3
            ORDER BY seconds DESC, module_type, station, callee LIMIT 3000
            """;

    private CalleeRows() {}

    static Callee map(Row row) throws SQLException {
        return new Callee(LoadTables.key(row), row.requiredText(3), row.text(4), row.decimal(5), row.decimal(6));
    }
}
