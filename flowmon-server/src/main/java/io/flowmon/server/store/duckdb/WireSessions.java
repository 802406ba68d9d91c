/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.duckdb.DuckDBConnection;

/** The last batch number of each session: those in use from memory, the others from the table. */
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
    private final Map<UUID, Instant> advanced = new HashMap<>();

    WireSessions(DuckDBConnection connection) throws SQLException {
        find = connection.prepareStatement("SELECT last_number FROM wire_session WHERE session = ?");
        put = connection.prepareStatement("""
                INSERT INTO wire_session (session, last_number, last_received_at)
                VALUES (?, ?, make_timestamp(?::BIGINT))
                ON CONFLICT (session) DO UPDATE
                SET last_number = excluded.last_number, last_received_at = excluded.last_received_at
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

    void advance(UUID session, long number, Instant at) throws SQLException {
        if (advanced.size() >= REMEMBERED / 2) {
            flush();
        }
        remembered.put(session, number);
        advanced.put(session, at);
    }

    /** Writes what has advanced, for the coming commit. */
    void flush() throws SQLException {
        for (Map.Entry<UUID, Instant> one : advanced.entrySet()) {
            put.setObject(1, one.getKey());
            put.setLong(2, last(one.getKey()));
            put.setLong(3, Micros.of(one.getValue()));
            put.executeUpdate();
        }
        advanced.clear();
    }
}
