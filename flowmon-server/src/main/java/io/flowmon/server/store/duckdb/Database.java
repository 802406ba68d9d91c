/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.settings.ServerSettings;
import io.flowmon.server.store.duckdb.query.Readers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBConnection;

/**
 * The open database file. Connections to it are made here, by any thread; each connection then belongs to one thread at a
 * time.
 */
public final class Database implements AutoCloseable {

    /** Name of the file in the data folder. */
    public static final String FILE = "flowmon.duckdb";

    /** What may stand in the write-ahead log beside the file. */
    public static final long WAL_BYTES = 256L * 1024 * 1024;

    private final DuckDBConnection first;

    private Database(DuckDBConnection first) {
        this.first = first;
    }

    /** As {@link #open(Path, ServerSettings.Store, Path)}, with no backups. */
    static Database open(Path folder, ServerSettings.Store settings) {
        return open(folder, settings, folder.resolve("none"));
    }

    /**
     * Opens the file in {@code folder}, makes it where there is none, and brings its schema up to date.
     *
     * @param backups the one folder that statements may write other files to
     * @throws DataFolderException if the folder cannot be written
     * @throws FileLockedException if another process has the file open
     * @throws NewerSchemaException if the file was written by a newer server
     */
    static Database open(Path folder, ServerSettings.Store settings, Path backups) {
        prepare(folder);
        Path file = folder.resolve(FILE);
        DuckDBConnection connection = connect(folder, file, settings, backups);
        try {
            Schema.migrate(connection, file);
            return new Database(connection);
        } catch (SQLException | RuntimeException failure) {
            closeQuietly(connection, failure);
            throw failure instanceof RuntimeException unchecked
                    ? unchecked
                    : new IllegalStateException("Cannot prepare " + file + ": " + failure.getMessage(), failure);
        }
    }

    /** A new connection; it is the caller's to close. */
    public DuckDBConnection connect() throws SQLException {
        return first.duplicate();
    }

    @Override
    public void close() throws SQLException {
        first.close();
    }

    private static void prepare(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException notMade) {
            throw new DataFolderException(folder, "The data folder " + folder + " cannot be made", notMade);
        }
        if (!Files.isWritable(folder)) {
            throw new DataFolderException(
                    folder, "The data folder " + folder + " cannot be written", new IOException("not writable"));
        }
    }

    private static DuckDBConnection connect(Path folder, Path file, ServerSettings.Store settings, Path backups) {
        Properties properties = new Properties();
        properties.setProperty("memory_limit", settings.memory().toMegabytes() + "MiB");
        properties.setProperty("temp_directory", folder.resolve("tmp").toString());
        properties.setProperty("allowed_configs", Readers.SETTINGS);
        properties.setProperty("wal_autocheckpoint", WAL_BYTES + "B");
        properties.setProperty("preserve_insertion_order", "false");
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        properties.setProperty("allow_community_extensions", "false");
        try {
            DuckDBConnection connection = DuckDBConnection.newConnection("jdbc:duckdb:" + file, false, properties)
                    .unwrap(DuckDBConnection.class);
            try (Statement statement = connection.createStatement()) {
                String writable = backups.toAbsolutePath().normalize() + "/";
                statement.execute("SET allowed_directories = ['" + writable.replace("'", "''") + "']");
                statement.execute("SET enable_external_access = false");
                statement.execute("SET lock_configuration = true");
            }
            return connection;
        } catch (Exception failure) {
            String message = String.valueOf(failure.getMessage());
            if (message.contains("lock")) {
                throw new FileLockedException(message, failure);
            }
            throw new IllegalStateException("Cannot open " + file + ": " + message, failure);
        }
    }

    private static void closeQuietly(DuckDBConnection connection, Exception because) {
        try {
            connection.close();
        } catch (SQLException alsoFailed) {
            because.addSuppressed(alsoFailed);
        }
    }
}
