/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.Acknowledgement;
import io.flowmon.server.store.AlertHandling;
import io.flowmon.server.store.Silence;
import io.flowmon.server.store.duckdb.query.Readers;
import io.flowmon.server.store.duckdb.query.Row;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Acknowledgements and silences as rows. */
final class DuckDbAlertHandling implements AlertHandling {

    private static final String ACKNOWLEDGE = """
            INSERT OR REPLACE INTO acknowledgement
            VALUES (?, ?, make_timestamp(?::BIGINT), make_timestamp(?::BIGINT), ?)
            """;

    private static final String TAKE_BACK = "DELETE FROM acknowledgement WHERE alert = ?";

    private static final String SILENCE = """
            INSERT INTO silence VALUES (?, ?, ?, ?, make_timestamp(?::BIGINT), make_timestamp(?::BIGINT), ?)
            """;

    private static final String END_SILENCE = "DELETE FROM silence WHERE id = ?";

    private static final String SILENCES = """
            SELECT id, rule, key, made_by, epoch_us(made_at), epoch_us(ends_at), note FROM silence
            WHERE ends_at > now() AT TIME ZONE 'UTC' ORDER BY ends_at DESC, id LIMIT 1000
            """;

    private final StoreWriter writer;
    private final Readers readers;

    DuckDbAlertHandling(StoreWriter writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void acknowledge(String alert, Acknowledgement acknowledgement) throws IOException {
        execute(
                ACKNOWLEDGE,
                alert,
                acknowledgement.by(),
                Micros.of(acknowledgement.at()),
                Micros.of(acknowledgement.until()),
                acknowledgement.note());
    }

    @Override
    public boolean takeBack(String alert) throws IOException {
        return execute(TAKE_BACK, alert) > 0;
    }

    @Override
    public void silence(Silence silence) throws IOException {
        execute(
                SILENCE,
                silence.id(),
                silence.rule(),
                silence.key(),
                silence.by(),
                Micros.of(silence.at()),
                Micros.of(silence.until()),
                silence.note());
    }

    @Override
    public boolean endSilence(String id) throws IOException {
        return execute(END_SILENCE, id) > 0;
    }

    @Override
    public List<Silence> silences() {
        return readers.all(SILENCES, List.of(), DuckDbAlertHandling::silence);
    }

    private int execute(String sql, @Nullable Object... values) throws IOException {
        return writer.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                int column = 1;
                for (Object value : Arrays.asList(values)) {
                    statement.setObject(column++, value);
                }
                return statement.executeUpdate();
            }
        });
    }

    private static Silence silence(Row row) throws SQLException {
        return new Silence(
                row.requiredText(1),
                row.requiredText(2),
                row.text(3),
                row.requiredText(4),
                Micros.toInstant(row.number(5)),
                Micros.toInstant(row.number(6)),
                row.requiredText(7));
    }
}
