/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.backup;

import io.flowmon.server.store.StoreBackup;
import io.flowmon.server.store.StoreBackupException;
import io.flowmon.server.store.StoreContent;
import io.flowmon.server.store.duckdb.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the database inside the database, in one transaction, which sees one moment while the writer goes on. One copy at
 * a time.
 */
final class DuckDbBackup implements StoreBackup {

    private static final Logger log = LoggerFactory.getLogger(DuckDbBackup.class);
    private static final String COPY = "backup";
    private static final String STOPPED = "The server was stopped";

    private final Database database;
    private volatile @Nullable Statement running;
    private volatile boolean stopped;

    DuckDbBackup(Database database) {
        this.database = database;
    }

    @Override
    public long size() {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet size = statement.executeQuery("SELECT sum(used_blocks * block_size) + 4 * max(block_size)"
                        + " FROM pragma_database_size() WHERE database_name = current_database()")) {
            size.next();
            return size.getLong(1) + Database.LOG_SIZE.toBytes();
        } catch (SQLException failure) {
            throw new StoreBackupException("The size of the store is not known: " + failure.getMessage(), failure);
        }
    }

    @Override
    public synchronized StoreContent copyTo(Path file) {
        if (stopped) {
            throw new StoreBackupException(STOPPED);
        }
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            running = statement;
            statement.execute("ATTACH " + Sql.path(file.toAbsolutePath()) + " AS " + COPY);
            try {
                return copy(statement);
            } finally {
                running = null;
                statement.execute("DETACH " + COPY);
            }
        } catch (SQLException failure) {
            throw new StoreBackupException(
                    stopped ? STOPPED : "The copy cannot be written: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void stop() {
        stopped = true;
        Statement copying = running;
        try {
            if (copying != null) {
                copying.cancel();
            }
        } catch (SQLException alreadyOver) {
            log.debug("A copy could not be stopped", alreadyOver);
        }
    }

    private StoreContent copy(Statement statement) throws SQLException {
        String original = current(statement);
        StoreContent expected;
        statement.execute("BEGIN TRANSACTION");
        try {
            expected = TableRows.of(statement, original);
            statement.execute("COPY FROM DATABASE " + Sql.name(original) + " TO " + COPY);
            statement.execute("COMMIT");
        } catch (SQLException failure) {
            rollBack(statement, failure);
            throw failure;
        }
        statement.execute("CHECKPOINT " + COPY);
        StoreContent written = TableRows.of(statement, COPY);
        if (!written.equals(expected)) {
            throw new StoreBackupException("The copy holds " + written + " instead of " + expected);
        }
        return written;
    }

    private static String current(Statement statement) throws SQLException {
        try (ResultSet name = statement.executeQuery("SELECT current_database()")) {
            name.next();
            return name.getString(1);
        }
    }

    private static void rollBack(Statement statement, SQLException because) {
        try {
            statement.execute("ROLLBACK");
        } catch (SQLException alsoFailed) {
            because.addSuppressed(alsoFailed);
        }
    }
}
