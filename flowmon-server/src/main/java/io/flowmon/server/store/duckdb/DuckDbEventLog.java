/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.rules.event.EventLoss;
import io.flowmon.rules.event.RuleEvent;
import io.flowmon.server.store.EventLog;
import io.flowmon.server.store.HeardSender;
import io.flowmon.server.store.duckdb.query.BackgroundReader;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads in the background. Numbers ascend in the file, so the database passes over whatever is before. */
final class DuckDbEventLog implements EventLog, AutoCloseable {

    private static final String AFTER = """
            SELECT sequence, event_id::VARCHAR, correlation_id, epoch_us(timestamp), epoch_us(received_at), module_type,
                module_id, endpoint, message_type, role, action_id::VARCHAR, message_id::VARCHAR,
                parent_message_id::VARCHAR, elapsed_time, outcome, peer, consumer_group, redelivered, sample_rate,
                CASE WHEN message_type = 'Send message' AND starts_with(endpoint, 'CHANNEL ')
                    THEN TRY_CAST(json_extract_string(result, '$.receivers') AS BIGINT) END
            FROM event WHERE sequence > ? ORDER BY sequence LIMIT ?
            """;

    static final String LAST_BEFORE = """
            SELECT coalesce(
                (SELECT min(sequence) - 1 FROM event WHERE received_at >= make_timestamp(?::BIGINT)),
                (SELECT max(sequence) FROM event), 0)
            """;

    private static final String OLDEST_UNSENT = """
            SELECT epoch_us(min(oldest_unsent + (received_at - sent_at))) FROM sender
            WHERE state = 'up' AND received_at >= make_timestamp(?::BIGINT)
            """;

    private static final String SENDERS = """
            SELECT module_type, module_id, state = 'bye', epoch_us(received_at) FROM sender
            WHERE received_at >= make_timestamp(?::BIGINT)
            QUALIFY row_number() OVER (PARTITION BY module_id ORDER BY started_at DESC) = 1
            """;

    private static final String LOSSES = """
            SELECT module_type, epoch_ms(lost_from), epoch_ms(lost_to) FROM event_loss
            WHERE lost_to >= make_timestamp(?::BIGINT) ORDER BY lost_to DESC LIMIT 1000
            """;

    private final BackgroundReader reader;
    private final DuckDbEventStore store;

    DuckDbEventLog(Database database, DuckDbEventStore store) {
        this.reader = new BackgroundReader(database::connect);
        this.store = store;
    }

    @Override
    public Instant settledUpTo() {
        return store.settledUpTo();
    }

    @Override
    public List<RuleEvent> after(long sequence, int limit) throws IOException {
        return reader.read(AFTER, List.of(sequence, limit), rows -> {
            List<RuleEvent> events = new ArrayList<>();
            while (rows.next()) {
                events.add(event(rows));
            }
            return events;
        });
    }

    @Override
    public long lastBefore(Instant time) throws IOException {
        return reader.read(LAST_BEFORE, List.of(Micros.of(time)), rows -> {
            rows.next();
            return rows.getLong(1);
        });
    }

    @Override
    public Optional<Instant> oldestUnsent(Instant heard) throws IOException {
        return reader.read(OLDEST_UNSENT, List.of(Micros.of(heard)), rows -> {
            rows.next();
            long micros = rows.getLong(1);
            return rows.wasNull() ? Optional.empty() : Optional.of(Micros.toInstant(micros));
        });
    }

    @Override
    public List<HeardSender> senders(Instant heard) throws IOException {
        return reader.read(SENDERS, List.of(Micros.of(heard)), rows -> {
            List<HeardSender> senders = new ArrayList<>();
            while (rows.next()) {
                senders.add(new HeardSender(
                        rows.getString(1), rows.getString(2), rows.getBoolean(3), Micros.toInstant(rows.getLong(4))));
            }
            return senders;
        });
    }

    @Override
    public List<EventLoss> losses(Instant time) throws IOException {
        return reader.read(LOSSES, List.of(Micros.of(time)), rows -> {
            List<EventLoss> losses = new ArrayList<>();
            while (rows.next()) {
                losses.add(new EventLoss(rows.getString(1), rows.getLong(2), rows.getLong(3)));
            }
            return losses;
        });
    }

    @Override
    public void close() {
        reader.close();
    }

    private static RuleEvent event(ResultSet rows) throws SQLException {
        double elapsed = rows.getDouble(14);
        boolean endsNothing = rows.wasNull();
        return new RuleEvent(
                rows.getLong(1),
                rows.getString(2),
                rows.getString(3),
                Micros.toInstant(rows.getLong(4)),
                Micros.toInstant(rows.getLong(5)),
                rows.getString(6),
                rows.getString(7),
                rows.getString(8),
                rows.getString(9),
                rows.getString(10),
                rows.getString(11),
                rows.getString(12),
                rows.getString(13),
                endsNothing ? null : Double.valueOf(elapsed),
                rows.getString(15),
                rows.getString(16),
                rows.getString(17),
                rows.getBoolean(18),
                receivers(rows),
                rows.getDouble(19));
    }

    private static @Nullable Long receivers(ResultSet rows) throws SQLException {
        long receivers = rows.getLong(20);
        return rows.wasNull() ? null : Long.valueOf(receivers);
    }
}
