/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.rules.alert.AlertState;
import io.flowmon.rules.definition.Severity;
import io.flowmon.server.store.Acknowledgement;
import io.flowmon.server.store.Alert;
import io.flowmon.server.store.HandledAlert;
import io.flowmon.server.store.duckdb.query.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Alerts with what holds of them now, as rows. */
final class AlertRows {

    /** What {@link #handled} reads of {@link #ALERTS}, in its order. */
    static final String COLUMNS = """
            id, rule, key, name, severity, meaning, what_to_do, unit, open, version, epoch_us(began_at),
                epoch_us(last_at), epoch_us(updated_at), value, worst, threshold, count, module_type, module_id, endpoint,
                flows, acknowledged_by, epoch_us(acknowledged_at), epoch_us(acknowledged_until), acknowledged_note,
                epoch_us(silenced_until)""";

    /** Alerts with the acknowledgement that holds and the end of the last silence that covers them, as a table. */
    static final String ALERTS = """
            (SELECT alert.*, acknowledgement.made_by AS acknowledged_by, acknowledgement.made_at AS acknowledged_at,
                acknowledgement.ends_at AS acknowledged_until, acknowledgement.note AS acknowledged_note, silenced_until
            FROM alert
            LEFT JOIN acknowledgement ON acknowledgement.alert = alert.id
                AND acknowledgement.ends_at > now() AT TIME ZONE 'UTC'
            LEFT JOIN (
                SELECT alert.id AS silenced, max(silence.ends_at) AS silenced_until
                FROM alert JOIN silence ON silence.rule = alert.rule
                    AND (silence.key IS NULL OR silence.key = alert.key)
                    AND silence.ends_at > now() AT TIME ZONE 'UTC'
                GROUP BY alert.id) ON silenced = alert.id)
            """;

    /** All of them; conditions may follow. */
    static final String READ = "SELECT " + COLUMNS + " FROM " + ALERTS;

    /** How many {@link #COLUMNS} there are. */
    static final int WIDTH = 26;

    private AlertRows() {}

    static HandledAlert handled(Row row) throws SQLException {
        return new HandledAlert(alert(row), acknowledgement(row), time(row, WIDTH));
    }

    private static @Nullable Acknowledgement acknowledgement(Row row) throws SQLException {
        String by = row.text(22);
        return by == null
                ? null
                : new Acknowledgement(
                        by, Micros.toInstant(row.number(23)), Micros.toInstant(row.number(24)), row.requiredText(25));
    }

    static @Nullable Instant time(Row row, int column) throws SQLException {
        Long micros = row.optionalNumber(column);
        return micros == null ? null : Micros.toInstant(micros);
    }

    private static Alert alert(Row row) throws SQLException {
        Object[] flows = row.list(21);
        AlertSignal last = new AlertSignal(
                row.requiredText(1),
                row.requiredText(2),
                row.requiredText(3),
                row.flag(9) ? AlertState.UPDATED : AlertState.RESOLVED,
                (int) row.number(10),
                Micros.toInstant(row.number(11)),
                Micros.toInstant(row.number(12)),
                row.decimal(14),
                row.decimal(15),
                row.decimal(16),
                row.number(17),
                row.text(18),
                row.text(19),
                row.text(20),
                flows == null
                        ? List.of()
                        : Arrays.stream(flows).map(String::valueOf).toList());
        return new Alert(
                last,
                row.requiredText(4),
                Severity.valueOf(row.requiredText(5).toUpperCase(Locale.ROOT)),
                row.requiredText(6),
                row.requiredText(7),
                row.requiredText(8),
                Micros.toInstant(row.number(13)));
    }
}
