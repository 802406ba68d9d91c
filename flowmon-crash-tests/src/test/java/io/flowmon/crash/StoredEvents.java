/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.crash;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a server that has stopped left in its file. */
final class StoredEvents implements AutoCloseable {

    private final Connection connection;

    private StoredEvents(Connection connection) {
        this.connection = connection;
    }

    static StoredEvents open(Path data) throws Exception {
        List<Path> files;
        try (Stream<Path> all = Files.walk(data)) {
            files = all.filter(file -> file.toString().endsWith(".duckdb")).toList();
        }
        if (files.size() != 1) {
            throw new IllegalStateException("expected one database, found " + files);
        }
        return new StoredEvents(DriverManager.getConnection("jdbc:duckdb:" + files.get(0)));
    }

    /** Events that are there more than once, by {@code event_id}. */
    long doubled() throws SQLException {
        return number("SELECT count(*) - count(DISTINCT event_id) FROM event");
    }

    /** Events that a sender made once and that are there under two ids. */
    long doubledCorrelations() throws SQLException {
        return number("SELECT count(*) - count(DISTINCT correlation_id) FROM event");
    }

    long rejected() throws SQLException {
        return number("SELECT count(*) FROM rejected");
    }

    /** How many events there are, by {@code module_id}. */
    Map<String, Long> counts() throws SQLException {
        return numbers("SELECT module_id, count(DISTINCT event_id) FROM event GROUP BY module_id");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    private Map<String, Long> numbers(String query) throws SQLException {
        Map<String, Long> numbers = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                numbers.put(result.getString(1), result.getLong(2));
            }
        }
        return numbers;
    }
}
