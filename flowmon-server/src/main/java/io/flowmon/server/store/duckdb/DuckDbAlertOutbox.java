/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.rules.definition.Severity;
import io.flowmon.server.store.AlertOutbox;
import io.flowmon.server.store.HandledAlert;
import io.flowmon.server.store.Interest;
import io.flowmon.server.store.Untold;
import io.flowmon.server.store.duckdb.query.BackgroundReader;
import io.flowmon.server.store.duckdb.query.Row;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What channels have been told, as rows: of each alert the last thing. */
final class DuckDbAlertOutbox implements AlertOutbox, AutoCloseable {

    private static final String OPEN = "INSERT OR IGNORE INTO channel VALUES (?, make_timestamp(?::BIGINT))";

    private static final String TOLD = """
            INSERT OR REPLACE INTO told
            SELECT ?, unnest(?::VARCHAR[]), unnest(?::BOOLEAN[]), make_timestamp(?::BIGINT)
            """;

    /** Why, in the order of conditions that exclude each other. */
    private static final String UNTOLD = """
            WITH told_of AS (SELECT alert, open AS told_open, told_at FROM told WHERE channel = ?),
            due AS (
                SELECT alerts.*, told_at, CASE
                    WHEN open AND silenced_until IS NULL AND NOT coalesce(told_open, false) THEN 'RAISED'
                    WHEN open AND silenced_until IS NULL AND acknowledged_by IS NULL
                        AND told_at < make_timestamp(?::BIGINT) THEN 'REMINDER'
                    WHEN NOT open AND told_open IS NOT false AND updated_at >= make_timestamp(?::BIGINT)
                        AND (told_open OR updated_at >= (SELECT since FROM channel WHERE name = ?))
                        AND (version > 0 OR updated_at < make_timestamp(?::BIGINT))
                        THEN CASE WHEN silenced_until IS NULL THEN 'RESOLVED' ELSE 'PASSED_OVER' END
                    END AS why
                FROM %s AS alerts LEFT JOIN told_of ON told_of.alert = alerts.id
                WHERE severity IN (%s) AND %s)
            SELECT %s, why, epoch_us(told_at) FROM due WHERE why IS NOT NULL
            ORDER BY severity = 'critical' DESC, severity = 'warning' DESC, began_at, id LIMIT ?
            """;

    private final StoreWriter writer;
    private final BackgroundReader reader;

    DuckDbAlertOutbox(StoreWriter writer, Database database) {
        this.writer = writer;
        this.reader = new BackgroundReader(database::connect);
    }

    @Override
    public void open(String channel, Instant now) throws IOException {
        writer.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(OPEN)) {
                statement.setString(1, channel);
                statement.setLong(2, Micros.of(now));
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public List<Untold> untold(String channel, Interest interest, int limit) throws IOException {
        List<String> severities = Arrays.stream(Severity.values())
                .filter(severity -> severity.compareTo(interest.least()) >= 0)
                .map(severity -> severity.name().toLowerCase(Locale.ROOT))
                .toList();
        String ofRules = interest.rules().isEmpty()
                ? "true"
                : "rule IN (" + marks(interest.rules().size()) + ")";
        List<Object> parameters = new ArrayList<>(List.of(
                channel,
                Micros.of(interest.remindBefore()),
                Micros.of(interest.forgetBefore()),
                channel,
                Micros.of(interest.settledBefore())));
        parameters.addAll(severities);
        parameters.addAll(interest.rules());
        parameters.add((long) limit);
        return reader.all(
                UNTOLD.formatted(AlertRows.ALERTS, marks(severities.size()), ofRules, AlertRows.COLUMNS),
                parameters,
                DuckDbAlertOutbox::untold);
    }

    @Override
    public void told(String channel, List<HandledAlert> alerts, Instant now) throws IOException {
        writer.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(TOLD)) {
                statement.setString(1, channel);
                statement.setObject(
                        2,
                        connection.createArrayOf(
                                "VARCHAR",
                                alerts.stream()
                                        .map(told -> told.alert().last().id())
                                        .toArray()));
                statement.setObject(
                        3,
                        connection.createArrayOf(
                                "BOOLEAN",
                                alerts.stream().map(HandledAlert::isOpen).toArray()));
                statement.setLong(4, Micros.of(now));
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public void close() {
        reader.close();
    }

    private static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    private static Untold untold(Row row) throws SQLException {
        return new Untold(
                AlertRows.handled(row),
                Untold.Why.valueOf(row.requiredText(AlertRows.WIDTH + 1)),
                AlertRows.time(row, AlertRows.WIDTH + 2));
    }
}
