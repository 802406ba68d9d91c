/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.core.wire.HeartbeatReport;
import io.flowmon.server.store.InstanceReport;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What each running instance said of itself last; one that was started again under its old name is another one. */
final class ModuleInstances {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final PreparedStatement put;

    ModuleInstances(DuckDBConnection connection) throws SQLException {
        put = connection.prepareStatement("""
                INSERT OR REPLACE INTO sender (
                    module_id, started_at, module_type, session, state, sent_at, received_at, offered, recovered,
                    queued, in_flight, spooled, acknowledged, dropped, oldest_unsent)
                VALUES (
                    ?, make_timestamp(?::BIGINT), ?, ?, ?, make_timestamp(?::BIGINT), make_timestamp(?::BIGINT), ?, ?,
                    ?, ?, ?, ?, ?, make_timestamp(?::BIGINT))
                """);
    }

    void put(InstanceReport instance) throws SQLException {
        HeartbeatReport report = instance.report();
        put.setString(1, report.moduleId());
        put.setLong(2, report.startedAt() == null ? 0 : Micros.of(report.startedAt()));
        put.setString(3, report.moduleType());
        put.setObject(4, instance.session());
        put.setString(5, report.state().name().toLowerCase(Locale.ROOT));
        put.setLong(6, Micros.of(report.sentAt()));
        put.setLong(7, Micros.of(instance.receivedAt()));
        put.setLong(8, report.offered());
        put.setObject(9, report.recovered());
        put.setObject(10, report.queued());
        put.setObject(11, report.inFlight());
        put.setObject(12, report.spooled());
        put.setObject(13, report.acknowledged());
        put.setString(14, JSON.writeValueAsString(report.dropped()));
        put.setObject(15, micros(report.oldestUnsent()));
        put.executeUpdate();
    }

    private static @Nullable Long micros(@Nullable Instant instant) {
        return instant == null ? null : Micros.of(instant);
    }
}
