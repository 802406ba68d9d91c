/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.query;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads for the server itself, with a connection of its own: that is no question that somebody waits for, so it takes no place
 * from one and waits behind none. Any thread; one reads at a time.
 */
public final class BackgroundReader implements AutoCloseable {

    private final Connections connections;
    private @Nullable Connection connection;

    public BackgroundReader(Connections connections) {
        this.connections = connections;
    }

    /**
     * Asks {@code sql} and maps every row.
     *
     * @throws IOException when the store cannot be read now
     */
    public <T> List<T> all(String sql, List<?> parameters, RowMapper<T> mapper) throws IOException {
        return read(sql, parameters, rows -> {
            List<T> result = new ArrayList<>();
            while (rows.next()) {
                result.add(mapper.map(new Row(rows)));
            }
            return result;
        });
    }

    /**
     * Asks {@code sql} and reads the answer.
     *
     * @throws IOException as above; the next time there is another connection
     */
    public synchronized <T> T read(String sql, List<?> parameters, Reading<T> reading) throws IOException {
        try {
            Connection open = connection;
            if (open == null) {
                open = connections.connect();
                connection = open;
            }
            try (PreparedStatement statement = open.prepareStatement(sql)) {
                for (int i = 0; i < parameters.size(); i++) {
                    statement.setObject(i + 1, parameters.get(i));
                }
                try (ResultSet rows = statement.executeQuery()) {
                    return reading.read(rows);
                }
            }
        } catch (SQLException failure) {
            close();
            throw new IOException("The store cannot be read: " + failure.getMessage(), failure);
        }
    }

    @Override
    public synchronized void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException closedAlready) {
                // as it should be
            }
        }
    }

    /** Makes something of an answer. */
    @FunctionalInterface
    public interface Reading<T> {
        T read(ResultSet rows) throws SQLException;
    }
}
