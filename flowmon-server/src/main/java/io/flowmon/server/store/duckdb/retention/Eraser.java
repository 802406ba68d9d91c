/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.retention;

import io.flowmon.server.store.duckdb.WriterTask;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Statements about what is oldest. Rows are numbered in the order of storing, which is all but that of receiving, so a
 * range of numbers is a range of the file: finding and deleting it touches nothing else.
 *
 * <p>The newest row of a table is never removed: the next one is numbered after it.
 */
final class Eraser {

    /** More flows than this that go on are cut: looking for more of them would hold up the intake. */
    static final int MAX_FLOWS_KEPT = 50_000;

    private Eraser() {}

    /** Rows of a table, by number. */
    record Range(String table, long first, long last) {}

    /**
     * What stays of a range: what was received since then (a clock may have been wrong, so numbers are not all), and of some
     * flows also what was received a little earlier.
     */
    record Kept(Instant receivedSince, List<String> flows, Instant flowsSince) {
        Kept withoutFlows() {
            return new Kept(receivedSince, List.of(), flowsSince);
        }
    }

    /** What there is, in total. */
    record Extent(long first, long last) {
        boolean isEmpty() {
            return last < first;
        }

        long rows() {
            return last - first + 1;
        }
    }

    /** From the oldest row to the one before the newest. */
    static Extent extent(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT coalesce(min(sequence), 0), coalesce(max(sequence), 0) - 1 FROM " + table)) {
            found.next();
            return new Extent(found.getLong(1), found.getLong(2));
        }
    }

    /** The last row of those that were received before {@code time}, or 0. */
    static long lastBefore(Connection connection, String table, Instant time) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(
                "SELECT coalesce(max(sequence), 0) FROM " + table + " WHERE received_at < make_timestamp(?::BIGINT)")) {
            find.setLong(1, micros(time));
            try (ResultSet found = find.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }

    /** The flows with events from {@code from} up to {@code last} that have gone on after that, before {@code until}. */
    static List<String> goingOn(Connection connection, Instant from, long last, Instant until) throws SQLException {
        String query = """
                SELECT coalesce(list(correlation_id), []) FROM (
                    SELECT DISTINCT correlation_id FROM event
                    WHERE sequence <= ? AND received_at >= make_timestamp(?::BIGINT)
                    AND correlation_id IN (
                        SELECT correlation_id FROM event
                        WHERE sequence > ? AND received_at < make_timestamp(?::BIGINT))
                    LIMIT ?)
                """;
        try (PreparedStatement find = connection.prepareStatement(query)) {
            find.setLong(1, last);
            find.setLong(2, micros(from));
            find.setLong(3, last);
            find.setLong(4, micros(until));
            find.setInt(5, MAX_FLOWS_KEPT);
            try (ResultSet found = find.executeQuery()) {
                found.next();
                Object[] flows = (Object[]) found.getArray(1).getArray();
                return List.of(flows).stream().map(String::valueOf).toList();
            }
        }
    }

    /** When the row was received, or the first one after it. */
    static Instant receivedAt(Connection connection, long sequence) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(
                "SELECT epoch_us(received_at) FROM event WHERE sequence >= ? ORDER BY sequence LIMIT 1")) {
            find.setLong(1, sequence);
            try (ResultSet found = find.executeQuery()) {
                return found.next() ? Instant.EPOCH.plus(found.getLong(1), ChronoUnit.MICROS) : Instant.EPOCH;
            }
        }
    }

    /** Removes what is to go of the range; answers how many rows that were. */
    static WriterTask<Long> remove(Range range, Kept kept) {
        String delete = "DELETE FROM " + range.table() + " WHERE sequence BETWEEN ? AND ?"
                + " AND received_at < make_timestamp(?::BIGINT)";
        String butFlows = " AND NOT (received_at >= make_timestamp(?::BIGINT)"
                + " AND correlation_id IN (SELECT unnest(?::VARCHAR[])))";
        boolean all = kept.flows().isEmpty();
        return connection -> {
            try (PreparedStatement statement = connection.prepareStatement(all ? delete : delete + butFlows)) {
                statement.setLong(1, range.first());
                statement.setLong(2, range.last());
                statement.setLong(3, micros(kept.receivedSince()));
                if (!all) {
                    statement.setLong(4, micros(kept.flowsSince()));
                    statement.setArray(
                            5, connection.createArrayOf("VARCHAR", kept.flows().toArray()));
                }
                return (long) statement.executeUpdate();
            }
        };
    }

    /** What was deleted becomes room for what comes. */
    static WriterTask<Boolean> giveBack() {
        return connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute("CHECKPOINT");
            }
        };
    }

    /**
     * Alerts and replays that were over before that, and what belongs to them. What goes on stays, however old.
     *
     * @return how many alerts those were
     */
    static WriterTask<Integer> removeWhatIsOver(Instant before) {
        return connection -> {
            int alerts = delete(connection, "alert WHERE NOT open AND last_at < make_timestamp(?::BIGINT)", before);
            delete(connection, "silence WHERE ends_at < make_timestamp(?::BIGINT)", before);
            delete(connection, "event_loss WHERE lost_to < make_timestamp(?::BIGINT)", before);
            delete(connection, "replay WHERE ended_at < make_timestamp(?::BIGINT)", before);
            try (Statement rest = connection.createStatement()) {
                rest.executeUpdate("DELETE FROM acknowledgement WHERE alert NOT IN (SELECT id FROM alert)");
                rest.executeUpdate("DELETE FROM told WHERE alert NOT IN (SELECT id FROM alert)");
                rest.executeUpdate("DELETE FROM replayed_message WHERE replay NOT IN (SELECT id FROM replay)");
            }
            return alerts;
        };
    }

    /** Sealed originals that came in before that; answers how many those were. */
    static WriterTask<Integer> removeSealed(Instant before) {
        return connection -> delete(connection, "vault WHERE received_at < make_timestamp(?::BIGINT)", before);
    }

    private static int delete(Connection connection, String what, Instant before) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM " + what)) {
            statement.setLong(1, micros(before));
            return statement.executeUpdate();
        }
    }

    /**
     * Of the rows that take room in the file, the share that is still there: removed ones take theirs until their group is
     * brought to the file again, and that waits for questions that began before.
     */
    static double sharePresent(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT (SELECT count(*) FROM event) + (SELECT count(*) FROM rejected),
                            (SELECT sum(estimated_size) FROM duckdb_tables() WHERE table_name IN ('event', 'rejected'))
                        """)) {
            rows.next();
            return Math.min(1, rows.getLong(1) / (double) Math.max(1, rows.getLong(2)));
        }
    }

    /** Bytes of the file in use. */
    static long used(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet size =
                        statement.executeQuery("SELECT block_size * used_blocks FROM pragma_database_size()")) {
            size.next();
            return size.getLong(1);
        }
    }

    private static long micros(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
    }
}
