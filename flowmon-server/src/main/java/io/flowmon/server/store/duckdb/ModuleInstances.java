/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.core.wire.HeartbeatReport;
import io.flowmon.server.store.InstanceReport;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What each running instance said of itself last; one that was started again under its old name is another one. */
final class ModuleInstances {

    private static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.shared();

    /** A sender that has dropped something before its first heartbeat has done so since it began. */
    private static final String BEFORE = """
            SELECT dropped, epoch_us(received_at) FROM sender
            WHERE module_id = ? AND started_at = make_timestamp(?::BIGINT)
            """;

    private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};

    private final PreparedStatement put;
    private final PreparedStatement before;
    private final PreparedStatement lose;

    ModuleInstances(DuckDBConnection connection) throws SQLException {
        put = connection.prepareStatement("""
                INSERT OR REPLACE INTO sender (
                    module_id, started_at, module_type, session, state, sent_at, received_at, offered, recovered,
                    queued, in_flight, spooled, acknowledged, dropped, oldest_unsent)
                VALUES (
                    ?, make_timestamp(?::BIGINT), ?, ?, ?, make_timestamp(?::BIGINT), make_timestamp(?::BIGINT), ?, ?,
                    ?, ?, ?, ?, ?, make_timestamp(?::BIGINT))
                """);
        before = connection.prepareStatement(BEFORE);
        lose = connection.prepareStatement(
                "INSERT INTO event_loss VALUES (?, ?, make_timestamp(?::BIGINT), make_timestamp(?::BIGINT), ?)");
    }

    void put(InstanceReport instance) throws SQLException {
        HeartbeatReport report = instance.report();
        noteLoss(instance);
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

    /** What was dropped since the heartbeat before: the events of that time may be among it. */
    private void noteLoss(InstanceReport instance) throws SQLException {
        HeartbeatReport report = instance.report();
        long dropped = sum(report.dropped());
        if (dropped == 0) {
            return;
        }
        Instant startedAt = report.startedAt();
        before.setString(1, report.moduleId());
        before.setLong(2, startedAt == null ? 0 : Micros.of(startedAt));
        long from = Micros.of(startedAt == null ? instance.receivedAt().minus(BETWEEN_HEARTBEATS) : startedAt);
        try (ResultSet known = before.executeQuery()) {
            if (known.next()) {
                dropped -= sum(JSON.readValue(known.getString(1), COUNTS));
                from = known.getLong(2);
            }
        }
        if (dropped > 0) {
            lose.setString(1, report.moduleType());
            lose.setString(2, report.moduleId());
            lose.setLong(3, from);
            lose.setLong(4, Micros.of(instance.receivedAt()));
            lose.setLong(5, dropped);
            lose.executeUpdate();
        }
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static @Nullable Long micros(@Nullable Instant instant) {
        return instant == null ? null : Micros.of(instant);
    }
}
