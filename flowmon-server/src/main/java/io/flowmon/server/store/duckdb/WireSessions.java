/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.event.IncomingEvent;
import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.WirePosition;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The last batch number of each session: those in use from memory, the others from the table. With it goes what was
 * stored of the session, and whose it is: the instance that made its first event.
 */
final class WireSessions {

    private static final int REMEMBERED = 10_000;

    private final PreparedStatement find;
    private final PreparedStatement put;
    private final Map<UUID, Long> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Long> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final Map<UUID, Advance> advanced = new HashMap<>();

    WireSessions(DuckDBConnection connection) throws SQLException {
        find = connection.prepareStatement("SELECT last_number FROM wire_session WHERE session = ?");
        put = connection.prepareStatement("""
                INSERT INTO wire_session
                    (session, last_number, last_received_at, events, rejected, module_id, first_event_at)
                VALUES (?, ?, make_timestamp(?::BIGINT), ?, ?, ?, make_timestamp(?::BIGINT))
                ON CONFLICT (session) DO UPDATE SET
                    last_number = excluded.last_number, last_received_at = excluded.last_received_at,
                    events = wire_session.events + excluded.events,
                    rejected = wire_session.rejected + excluded.rejected,
                    module_id = coalesce(wire_session.module_id, excluded.module_id),
                    first_event_at = coalesce(wire_session.first_event_at, excluded.first_event_at)
                """);
    }

    /** The number stored last, or written to be stored with the coming commit; 0 for a session never seen. */
    long last(UUID session) throws SQLException {
        Long known = remembered.get(session);
        if (known != null) {
            return known;
        }
        find.setObject(1, session);
        try (ResultSet found = find.executeQuery()) {
            long last = found.next() ? found.getLong(1) : 0;
            remembered.put(session, last);
            return last;
        }
    }

    void advance(WirePosition position, EventBatch batch) throws SQLException {
        if (advanced.size() >= REMEMBERED / 2) {
            flush();
        }
        remembered.put(position.session(), position.number());
        advanced.merge(position.session(), Advance.by(batch), Advance::and);
    }

    /** Writes what has advanced, for the coming commit. */
    void flush() throws SQLException {
        for (Map.Entry<UUID, Advance> one : advanced.entrySet()) {
            Advance advance = one.getValue();
            IncomingEvent first = advance.first();
            put.setObject(1, one.getKey());
            put.setLong(2, last(one.getKey()));
            put.setLong(3, Micros.of(advance.at()));
            put.setLong(4, advance.events());
            put.setLong(5, advance.rejected());
            if (first == null) {
                put.setNull(6, Types.VARCHAR);
                put.setNull(7, Types.BIGINT);
            } else {
                put.setString(6, first.moduleId());
                put.setLong(7, Micros.of(first.timestamp()));
            }
            put.executeUpdate();
        }
        advanced.clear();
    }

    /** What a session has gained since it was written. */
    private record Advance(
            Instant at,
            long events,
            long rejected,
            @Nullable IncomingEvent first) {

        static Advance by(EventBatch batch) {
            List<IncomingEvent> events = batch.events();
            long rejected = batch.undecodable() ? 0 : batch.rejected().size();
            return new Advance(batch.receivedAt(), events.size(), rejected, events.isEmpty() ? null : events.get(0));
        }

        Advance and(Advance next) {
            return new Advance(
                    next.at, events + next.events, rejected + next.rejected, first == null ? next.first : first);
        }
    }
}
