/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.settings.ServerSettings;
import io.flowmon.server.store.QueryFailedException;
import io.flowmon.server.store.QueryFailedException.Reason;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBConnection;

/**
 * Answers questions on connections of their own, at most so many at once and each for at most so long, so that no
 * question keeps the intake waiting. Any thread.
 */
final class Readers {

    private static final long WAIT_SECONDS = 5;

    private final Database database;
    private final Semaphore places;
    private final Duration timeout;

    Readers(Database database, ServerSettings.Store settings) {
        this.database = database;
        this.places = new Semaphore(settings.readers(), true);
        this.timeout = settings.queryTimeout();
    }

    /** Makes one value out of the current row. */
    @FunctionalInterface
    interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /**
     * Asks {@code sql} and maps every row.
     *
     * @throws QueryFailedException if it cannot be answered within the bounds
     */
    <T> List<T> query(String sql, List<?> parameters, RowMapper<T> mapper) {
        takePlace();
        try (DuckDBConnection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout((int) Math.max(1, timeout.toSeconds()));
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, toColumn(parameters.get(i)));
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<T> result = new ArrayList<>();
                while (rows.next()) {
                    result.add(mapper.map(rows));
                }
                return result;
            }
        } catch (SQLException failure) {
            throw translate(failure);
        } finally {
            places.release();
        }
    }

    private void takePlace() {
        try {
            if (places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        throw new QueryFailedException(Reason.BUSY, "Too many questions at once; ask again in a moment");
    }

    private static Object toColumn(Object parameter) {
        if (parameter instanceof Instant instant) {
            return Micros.of(instant);
        }
        return parameter instanceof UUID uuid ? uuid.toString() : parameter;
    }

    private QueryFailedException translate(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains("INTERRUPT") || message.contains("nterrupted")) {
            return new QueryFailedException(
                    Reason.TOO_EXPENSIVE,
                    "The question took longer than " + timeout.toSeconds()
                            + " s; ask for less time or with fewer words",
                    failure);
        }
        if (message.startsWith("Out of Memory")) {
            return new QueryFailedException(
                    Reason.TOO_EXPENSIVE, "The question needs more memory than there is; ask for less time", failure);
        }
        return new QueryFailedException(Reason.BROKEN, "The store cannot answer: " + message, failure);
    }
}
