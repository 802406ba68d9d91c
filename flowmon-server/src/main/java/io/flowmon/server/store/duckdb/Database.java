/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.settings.PrivateFolder;
import io.flowmon.server.settings.ServerSettings;
import io.flowmon.server.store.duckdb.query.Readers;
import io.flowmon.server.store.duckdb.recovery.DamagedStoreException;
import io.flowmon.server.store.duckdb.recovery.StoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/**
 * The open database file. Connections to it are made here, by any thread; each connection then belongs to one thread at a
 * time.
 *
 * <p>When the database cannot write its file at the end of a commit it refuses every further statement, on all its
 * connections, until the last of them is closed and the file is opened anew: {@link #repair}.
 */
public final class Database implements AutoCloseable {

    /** Name of the file in the data folder. */
    public static final String FILE = "flowmon.duckdb";

    /** How much may stand in the write-ahead log beside the file before it is brought into it. */
    public static final DataSize LOG_SIZE = DataSize.ofMegabytes(256);

    private static final Logger log = LoggerFactory.getLogger(Database.class);

    private final Opener opener;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile DuckDBConnection first;
    private boolean closed;

    private Database(Opener opener, DuckDBConnection first) {
        this.opener = opener;
        this.first = first;
    }

    /** Opens the file; when it is open in this process already, one more connection to the same database. */
    @FunctionalInterface
    private interface Opener {
        DuckDBConnection open();
    }

    /** As {@link #open(Path, ServerSettings.Store, Path, DataSize)}, without backups and with the usual log. */
    static Database open(Path folder, ServerSettings.Store settings) {
        return open(folder, settings, folder.resolve("none"), LOG_SIZE);
    }

    /**
     * Opens the file in {@code folder}, makes it where there is none, and brings its schema up to date.
     *
     * @param backups the one folder that statements may write other files to
     * @param logSize what may stand in the write-ahead log
     * @throws DamagedStoreException if a file is not as it was left
     * @throws DataFolderException if the folder cannot be written
     * @throws FileLockedException if another process has the file open
     * @throws NewerSchemaException if the file was written by a newer server
     */
    static Database open(Path folder, ServerSettings.Store settings, Path backups, DataSize logSize) {
        prepare(folder);
        Path file = folder.resolve(FILE);
        StoreFiles.check(file);
        Opener opener = () -> connect(folder, file, settings, backups, logSize);
        if (!Files.exists(file)) {
            make(folder, settings, backups, logSize);
        }
        DuckDBConnection connection = opener.open();
        try {
            Schema.requireOurs(connection, file);
            Schema.migrate(connection, file);
            return new Database(opener, connection);
        } catch (SQLException | RuntimeException failure) {
            closeQuietly(connection, failure);
            DamagedStoreException damage = StoreFiles.damage(file, failure);
            if (damage != null) {
                throw damage;
            }
            throw failure instanceof RuntimeException unchecked
                    ? unchecked
                    : new IllegalStateException("Cannot prepare " + file + ": " + failure.getMessage(), failure);
        }
    }

    /** A new connection; it is the caller's to close. */
    public DuckDBConnection connect() throws SQLException {
        return first.duplicate();
    }

    /**
     * Opens the file anew if the database refuses to work; what was committed is there again.
     *
     * @throws SQLException if it still refuses, because a question still holds its connection, or the disk is still full
     */
    void repair() throws SQLException {
        lock.lock();
        try {
            if (closed || works(first)) {
                return;
            }
            first.close();
            DuckDBConnection again;
            try {
                again = opener.open();
            } catch (RuntimeException failure) {
                throw new SQLException(failure.getMessage(), failure);
            }
            first = again;
            if (!works(again)) {
                throw new SQLException("The database must be opened anew, and somebody is still reading from it");
            }
            log.info("Opened the database anew");
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws SQLException {
        lock.lock();
        try {
            closed = true;
            first.close();
        } finally {
            lock.unlock();
        }
    }

    private static boolean works(DuckDBConnection connection) {
        try (Statement statement = connection.createStatement()) {
            return statement.execute("SELECT 1");
        } catch (SQLException refused) {
            return false;
        }
    }

    private static void prepare(Path folder) {
        try {
            PrivateFolder.create(folder);
        } catch (IOException notMade) {
            throw new DataFolderException(folder, "The data folder " + folder + " cannot be made", notMade);
        }
        if (!Files.isWritable(folder)) {
            throw new DataFolderException(
                    folder, "The data folder " + folder + " cannot be written", new IOException("not writable"));
        }
    }

    /**
     * A new file gets its name once it is complete, so that what is found under it later is never something that was being
     * made, but what was kept.
     */
    private static void make(Path folder, ServerSettings.Store settings, Path backups, DataSize logSize) {
        Path unfinished = folder.resolve(FILE + ".new");
        try {
            Files.deleteIfExists(unfinished);
            Files.deleteIfExists(folder.resolve(FILE + ".new.wal"));
            try (DuckDBConnection connection = connect(folder, unfinished, settings, backups, logSize)) {
                Schema.migrate(connection, unfinished);
            }
            Files.move(unfinished, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | SQLException failure) {
            throw new IllegalStateException("Cannot make " + folder.resolve(FILE) + ": " + failure, failure);
        }
        log.info("Made a new, empty store: {}", folder.resolve(FILE).toAbsolutePath());
    }

    private static DuckDBConnection connect(
            Path folder, Path file, ServerSettings.Store settings, Path backups, DataSize logSize) {
        Properties properties = new Properties();
        properties.setProperty("memory_limit", settings.memory().toMegabytes() + "MiB");
        properties.setProperty("temp_directory", folder.resolve("tmp").toString());
        properties.setProperty("allowed_configs", Readers.SETTINGS);
        properties.setProperty("wal_autocheckpoint", logSize.toKilobytes() + "KiB");
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
            } catch (SQLException failure) {
                closeQuietly(connection, failure);
                throw failure;
            }
            return connection;
        } catch (Exception failure) {
            String message = String.valueOf(failure.getMessage());
            if (message.contains("Could not set lock")) {
                throw new FileLockedException(message, failure);
            }
            DamagedStoreException damage = StoreFiles.damage(file, failure);
            if (damage != null) {
                throw damage;
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
