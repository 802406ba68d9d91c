/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.backup;

import io.flowmon.server.store.StoreContent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Counts what an attached database holds, in the transaction of the statement's connection. */
final class TableRows {

    private static final String TABLES =
            "SELECT table_name FROM duckdb_tables() WHERE database_name = ? AND NOT internal ORDER BY table_name";

    private TableRows() {}

    static StoreContent of(Statement statement, String database) throws SQLException {
        TreeMap<String, Long> rows = new TreeMap<>();
        for (String table : tables(statement, database)) {
            rows.put(table, number(statement, "SELECT count(*) FROM " + Sql.name(database) + '.' + Sql.name(table)));
        }
        long version =
                number(statement, "SELECT coalesce(max(version), 0) FROM " + Sql.name(database) + ".schema_version");
        return new StoreContent((int) version, rows);
    }

    private static List<String> tables(Statement statement, String database) throws SQLException {
        try (PreparedStatement tables = statement.getConnection().prepareStatement(TABLES)) {
            tables.setString(1, database);
            try (ResultSet found = tables.executeQuery()) {
                List<String> names = new ArrayList<>();
                while (found.next()) {
                    names.add(found.getString(1));
                }
                return names;
            }
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }
}
