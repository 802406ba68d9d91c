/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.query;

import io.flowmon.server.query.QueryScope;
import io.flowmon.server.settings.QuerySettings;
import io.flowmon.server.store.QueryFailedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Function;
import org.springframework.util.unit.DataSize;

/**
 * Answers questions on connections of their own, so that none keeps the intake waiting: so many at once, each for so long,
 * with so much memory, disk and answer, and only as long as somebody waits for it. Any thread.
 */
public final class Readers implements AutoCloseable {

    /** The database's settings that are changed here while all others are locked. */
    public static final String SETTINGS = "['operator_memory_limit', 'max_temp_directory_size']";

    private static final long CLOSE_MILLIS = 5_000;

    private final Connections connections;
    private final QuerySettings settings;
    private final long memory;
    private final SpillRoom room;
    private final Places places;
    private final AnswerMemory answers;
    private final QueryWatch watch;
    private final Thread watching;

    /** @param room what questions may take of the disk, besides their own bound */
    public Readers(Connections connections, QuerySettings settings, DataSize storeMemory, SpillRoom room) {
        this.connections = connections;
        this.settings = settings;
        this.room = room;
        this.memory = settings.memoryOf(storeMemory);
        this.places = new Places(settings);
        this.answers = new AnswerMemory(settings);
        this.watch = new QueryWatch(connections, settings.timeout().toNanos(), memory, room);
        this.watching = new Thread(watch, "flowmon-query-watch");
        this.watching.setDaemon(true);
        this.watching.start();
    }

    /** The bounds. */
    public QuerySettings settings() {
        return settings;
    }

    /**
     * Asks {@code sql} and maps every row.
     *
     * @throws QueryFailedException if it cannot be answered within the bounds
     */
    public <T> List<T> all(String sql, List<?> parameters, RowMapper<T> mapper) {
        return together(questions -> questions.all(sql, parameters, mapper));
    }

    /**
     * Asks {@code sql} and maps the rows that one answer may hold, at least one if there is any.
     *
     * @throws QueryFailedException if it cannot be answered within the bounds
     */
    public <T> Answer<T> some(String sql, List<?> parameters, RowMapper<T> mapper) {
        return together(questions -> questions.some(sql, parameters, mapper));
    }

    /**
     * Asks several questions one after the other, of what is stored when the first is asked.
     *
     * @throws QueryFailedException if they cannot be answered within the bounds, of which each has its own
     */
    public <T> T together(Function<Questions, T> asking) {
        QueryScope scope = QueryScope.current();
        places.take();
        try (Connection connection = connections.connect()) {
            boundDisk(connection);
            set(connection, "operator_memory_limit", memory);
            connection.setAutoCommit(false);
            return asking.apply(new Questions(connection, settings, memory, answers, watch, scope));
        } catch (SQLException failure) {
            throw QueryFailures.of(failure, null, settings, memory);
        } finally {
            places.release();
        }
    }

    /** Stops what is asked; later questions fail. */
    @Override
    public void close() {
        watch.running().forEach(query -> query.stop(RunningQuery.Stop.CLIENT_GONE));
        watch.close();
        try {
            watching.join(CLOSE_MILLIS);
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        }
    }

    /** The database refuses a bound below what other questions have taken already; the watch looks after those. */
    private void boundDisk(Connection connection) throws SQLException {
        long bytes = Math.max(0, Math.min(settings.disk().toBytes(), room.bytes()));
        try {
            set(connection, "max_temp_directory_size", bytes);
        } catch (SQLException inUse) {
            if (!String.valueOf(inUse.getMessage()).startsWith("Out of Memory")) {
                throw inUse;
            }
        }
    }

    private static void set(Connection connection, String setting, long bytes) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET " + setting + " = '" + bytes + "B'");
        }
    }
}
