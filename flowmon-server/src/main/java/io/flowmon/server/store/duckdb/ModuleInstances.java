/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.core.wire.HeartbeatReport;
import io.flowmon.server.store.InstanceReport;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;
import org.duckdb.DuckDBConnection;
import tools.jackson.databind.json.JsonMapper;

/** What each running instance said of itself last. */
final class ModuleInstances {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final PreparedStatement put;

    ModuleInstances(DuckDBConnection connection) throws SQLException {
        put = connection.prepareStatement("""
                INSERT INTO module_instance
                VALUES (?, ?, ?, make_timestamp(?::BIGINT), make_timestamp(?::BIGINT), ?, ?, make_timestamp(?::BIGINT))
                ON CONFLICT (module_id) DO UPDATE SET
                    module_type = excluded.module_type, state = excluded.state, sent_at = excluded.sent_at,
                    received_at = excluded.received_at, offered = excluded.offered, dropped = excluded.dropped,
                    oldest_unsent = excluded.oldest_unsent
                """);
    }

    void put(InstanceReport instance) throws SQLException {
        HeartbeatReport report = instance.report();
        put.setString(1, report.moduleId());
        put.setString(2, report.moduleType());
        put.setString(3, report.state().name().toLowerCase(Locale.ROOT));
        put.setLong(4, Micros.of(report.sentAt()));
        put.setLong(5, Micros.of(instance.receivedAt()));
        put.setLong(6, report.offered());
        put.setString(7, JSON.writeValueAsString(report.dropped()));
        if (report.oldestUnsent() == null) {
            put.setNull(8, Types.BIGINT);
        } else {
            put.setLong(8, Micros.of(report.oldestUnsent()));
        }
        put.executeUpdate();
    }
}
