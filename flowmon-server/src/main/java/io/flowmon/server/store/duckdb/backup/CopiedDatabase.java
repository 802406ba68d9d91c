/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.backup;

import io.flowmon.server.store.StoreBackupException;
import io.flowmon.server.store.StoreContent;
import io.flowmon.server.store.duckdb.Database;
import io.flowmon.server.store.duckdb.Schema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Looks into a copy that no server has open. */
public final class CopiedDatabase {

    /** Name of the file in a data folder. */
    public static final String FILE = Database.FILE;

    private CopiedDatabase() {}

    /** Whether this server understands the tables of that version. */
    public static boolean understands(int schemaVersion) {
        return schemaVersion <= Schema.VERSION;
    }

    /**
     * What the file holds; it is only read.
     *
     * @throws StoreBackupException if it cannot be read
     */
    public static StoreContent read(Path file) {
        Properties readOnly = new Properties();
        readOnly.setProperty("duckdb.read_only", "true");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file.toAbsolutePath(), readOnly);
                Statement statement = connection.createStatement()) {
            return TableRows.of(statement, name(statement));
        } catch (SQLException failure) {
            throw new StoreBackupException(file + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    private static String name(Statement statement) throws SQLException {
        try (ResultSet name = statement.executeQuery("SELECT current_database()")) {
            name.next();
            return name.getString(1);
        }
    }
}
