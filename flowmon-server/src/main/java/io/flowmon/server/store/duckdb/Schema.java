/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.duckdb.recovery.StoreFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The tables, by version: {@code schema-1.sql} makes version 1, {@code schema-2.sql} makes 2 out of 1, and so on. */
public final class Schema {

    /** The newest version that this server knows, and writes. */
    public static final int VERSION = 9;

    private Schema() {}

    /** A file without our tables is somebody else's, or not the one that was kept: it is not filled with empty tables. */
    static void requireOurs(Connection connection, Path file) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery(
                        "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'schema_version'")) {
            tables.next();
            if (tables.getLong(1) == 0) {
                throw StoreFiles.notOurs(file);
            }
        }
    }

    /** Brings the database to {@link #VERSION}, each step in a transaction of its own. */
    static void migrate(Connection connection, Path file) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)");
            int found = version(statement);
            if (found > VERSION) {
                throw new NewerSchemaException(
                        file + " has schema version " + found + ", this server knows versions up to " + VERSION);
            }
            for (int next = found + 1; next <= VERSION; next++) {
                step(statement, next);
            }
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("SELECT coalesce(max(version), 0) FROM schema_version")) {
            found.next();
            return found.getInt(1);
        }
    }

    private static void step(Statement statement, int version) throws SQLException {
        statement.execute("BEGIN TRANSACTION");
        try {
            statement.execute(script(version));
            statement.execute("INSERT INTO schema_version VALUES (" + version + ")");
            statement.execute("COMMIT");
        } catch (SQLException | RuntimeException failure) {
            statement.execute("ROLLBACK");
            throw failure;
        }
    }

    private static String script(int version) {
        String name = "schema-" + version + ".sql";
        try (InputStream script = Schema.class.getResourceAsStream(name)) {
            if (script == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
