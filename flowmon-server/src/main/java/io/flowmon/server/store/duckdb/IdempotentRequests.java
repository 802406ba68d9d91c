/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.IdempotentRequest;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** The requests that came with an idempotency key, remembered for a day. */
final class IdempotentRequests {

    private static final Duration REMEMBERED = Duration.ofDays(1);
    private static final Duration BETWEEN_CLEANINGS = Duration.ofHours(1);

    private final PreparedStatement find;
    private final PreparedStatement add;
    private final PreparedStatement clean;
    private Instant lastCleaned = Instant.EPOCH;

    IdempotentRequests(DuckDBConnection connection) throws SQLException {
        find = connection.prepareStatement("SELECT fingerprint, answer FROM idempotent_request WHERE key = ?");
        add = connection.prepareStatement("INSERT INTO idempotent_request VALUES (?, ?, ?, make_timestamp(?::BIGINT))");
        clean = connection.prepareStatement(
                "DELETE FROM idempotent_request WHERE received_at < make_timestamp(?::BIGINT)");
    }

    @Nullable
    IdempotentRequest find(String key) throws SQLException {
        find.setString(1, key);
        try (ResultSet found = find.executeQuery()) {
            return found.next() ? new IdempotentRequest(key, found.getString(1), found.getString(2)) : null;
        }
    }

    void add(IdempotentRequest request, Instant at) throws SQLException {
        if (at.isAfter(lastCleaned.plus(BETWEEN_CLEANINGS))) {
            clean.setLong(1, Micros.of(at.minus(REMEMBERED)));
            clean.executeUpdate();
            lastCleaned = at;
        }
        add.setString(1, request.key());
        add.setString(2, request.fingerprint());
        add.setString(3, request.answer());
        add.setLong(4, Micros.of(at));
        add.executeUpdate();
    }
}
