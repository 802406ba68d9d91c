/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.query;

import io.flowmon.server.query.QueryScope;
import io.flowmon.server.settings.QuerySettings;
import io.flowmon.server.store.QueryFailedException;
import io.flowmon.server.store.QueryFailedException.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
        Answer<T> answer = some(sql, parameters, mapper);
        if (answer.cut()) {
            throw new QueryFailedException(
                    Reason.TOO_EXPENSIVE,
                    "The answer is larger than " + settings.answerSize().toMegabytes()
                            + " MB (flowmon.server.query.answer-size); ask for less");
        }
        return answer.rows();
    }

    /**
     * Asks {@code sql} and maps the rows that one answer may hold, at least one if there is any.
     *
     * @throws QueryFailedException if it cannot be answered within the bounds
     */
    public <T> Answer<T> some(String sql, List<?> parameters, RowMapper<T> mapper) {
        QueryScope scope = QueryScope.current();
        places.take();
        try (Connection connection = connections.connect()) {
            boundDisk(connection);
            set(connection, "operator_memory_limit", memory);
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.size(); i++) {
                    statement.setObject(i + 1, toColumn(parameters.get(i)));
                }
                return ask(statement, scope, mapper);
            }
        } catch (SQLException failure) {
            throw failed(failure, null);
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

    private <T> Answer<T> ask(PreparedStatement statement, @Nullable QueryScope scope, RowMapper<T> mapper) {
        RunningQuery query = new RunningQuery(statement, scope);
        AnswerMemory.Share share = answers.share(scope);
        watch.add(query);
        try (ResultSet rows = statement.executeQuery()) {
            return read(rows, share, mapper);
        } catch (SQLException failure) {
            throw failed(failure, query.end());
        } finally {
            query.end();
            watch.remove(query);
            share.done();
        }
    }

    private <T> Answer<T> read(ResultSet rows, AnswerMemory.Share share, RowMapper<T> mapper) throws SQLException {
        List<T> result = new ArrayList<>();
        long size = 0;
        while (rows.next()) {
            if (size >= settings.answerSize().toBytes()) {
                return new Answer<>(result, true);
            }
            Row row = new Row(rows);
            result.add(mapper.map(row));
            size += row.size();
            share.add(row.size());
        }
        return new Answer<>(result, false);
    }

    private static Object toColumn(Object parameter) {
        return parameter instanceof UUID uuid ? uuid.toString() : parameter;
    }

    private QueryFailedException failed(SQLException failure, RunningQuery.@Nullable Stop stop) {
        String message = String.valueOf(failure.getMessage());
        if (stop == RunningQuery.Stop.CLIENT_GONE) {
            return new QueryFailedException(Reason.ABANDONED, "Nobody waits for the answer any more", failure);
        }
        if (stop == RunningQuery.Stop.TIME) {
            return new QueryFailedException(
                    Reason.TOO_EXPENSIVE,
                    "The question took longer than " + settings.timeout().toMillis() / 1000.0
                            + " s (flowmon.server.query.timeout); ask for less time or with fewer words",
                    failure);
        }
        if (stop == RunningQuery.Stop.DISK) {
            return new QueryFailedException(
                    Reason.TOO_EXPENSIVE,
                    "The questions need more of the disk than there is beyond what has to stay free for the store"
                            + " (flowmon.server.disk.min-free); ask for less time",
                    failure);
        }
        if (stop == RunningQuery.Stop.MEMORY || message.startsWith("Out of Memory")) {
            return new QueryFailedException(
                    Reason.TOO_EXPENSIVE,
                    "The questions need more memory than they may have (flowmon.server.query.memory, "
                            + DataSize.ofBytes(memory).toMegabytes()
                            + " MB, and flowmon.server.query.disk); ask for less time",
                    failure);
        }
        return new QueryFailedException(Reason.BROKEN, "The store cannot answer: " + message, failure);
    }
}
