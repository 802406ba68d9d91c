/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.core.wire.HeartbeatReport;
import io.flowmon.server.store.InstanceReport;
import io.flowmon.server.store.Page;
import io.flowmon.server.store.Sender;
import io.flowmon.server.store.SenderStore;
import io.flowmon.server.store.duckdb.query.Readers;
import io.flowmon.server.store.duckdb.query.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Joins what senders say with what is stored of their sessions. */
final class DuckDbSenderStore implements SenderStore {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};
    private static final UUID NONE = new UUID(0, 0);

    private static final String SENDERS = """
            SELECT module_id, epoch_us(started_at), module_type, session, state, epoch_us(sent_at),
                epoch_us(received_at), offered, recovered, queued, in_flight, spooled, acknowledged, dropped,
                epoch_us(oldest_unsent)
            FROM sender
            WHERE (module_id > ? OR (module_id = ? AND started_at < make_timestamp(?::BIGINT)))
                AND (? = '' OR module_type = ?)
            ORDER BY module_id, started_at DESC LIMIT ?
            """;

    /**
     * A session belongs to the process of its module that was started last before the session's first event; one whose
     * events were all rejected belongs to whoever calls it its own.
     */
    private static final String SESSIONS = """
            WITH owned AS (
                SELECT s.module_id AS owner, s.started_at, w.*
                FROM wire_session w
                ASOF JOIN sender s ON w.module_id = s.module_id AND w.first_event_at >= s.started_at
                WHERE w.module_id >= ? AND w.module_id <= ?
                UNION ALL
                SELECT s.module_id AS owner, s.started_at, w.*
                FROM wire_session w JOIN sender s ON s.session = w.session
                WHERE w.module_id IS NULL AND s.module_id >= ? AND s.module_id <= ?)
            SELECT * FROM (
                SELECT owner, epoch_us(started_at), session, last_number, epoch_us(last_received_at), events, rejected,
                    CASE WHEN bool_and(events IS NOT NULL) OVER life THEN CAST(sum(events) OVER life AS BIGINT) END,
                    CASE WHEN bool_and(rejected IS NOT NULL) OVER life THEN CAST(sum(rejected) OVER life AS BIGINT) END,
                    row_number() OVER (
                        PARTITION BY owner, started_at ORDER BY last_received_at DESC, session) AS place
                FROM owned
                WINDOW life AS (PARTITION BY owner, started_at))
            WHERE place <= 10 ORDER BY place
            """;

    private final Readers readers;

    DuckDbSenderStore(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Page<Sender> senders(@Nullable String module, @Nullable String cursor, int limit) {
        FlowCursor after = cursor == null ? new FlowCursor(0, "") : FlowCursor.decode(cursor);
        String type = module == null ? "" : module;
        List<InstanceReport> found = readers.all(
                SENDERS,
                List.of(after.correlationId(), after.correlationId(), after.startMicros(), type, type, limit + 1L),
                DuckDbSenderStore::report);
        boolean more = found.size() > limit;
        List<InstanceReport> page = more ? found.subList(0, limit) : found;
        if (page.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        FlowCursor last = key(page.get(page.size() - 1));
        String firstModule = page.get(0).report().moduleId();
        Map<FlowCursor, Sessions> sessions = new HashMap<>();
        readers.all(
                        SESSIONS,
                        List.of(firstModule, last.correlationId(), firstModule, last.correlationId()),
                        DuckDbSenderStore::session)
                .forEach(one -> sessions.merge(one.owner(), one, Sessions::and));
        List<Sender> senders = new ArrayList<>(page.size());
        for (InstanceReport one : page) {
            senders.add(sessions.getOrDefault(key(one), new Sessions(key(one), 0L, 0L, List.of()))
                    .of(one));
        }
        return new Page<>(senders, more ? last.encode() : null);
    }

    private record Sessions(
            FlowCursor owner,
            @Nullable Long stored,
            @Nullable Long rejected,
            List<Sender.Session> newest) {

        Sessions and(Sessions other) {
            List<Sender.Session> all = new ArrayList<>(newest);
            all.addAll(other.newest);
            return new Sessions(owner, stored, rejected, all);
        }

        Sender of(InstanceReport report) {
            return new Sender(report, stored, rejected, newest);
        }
    }

    private static FlowCursor key(InstanceReport report) {
        Instant startedAt = report.report().startedAt();
        return new FlowCursor(
                startedAt == null ? 0 : Micros.of(startedAt), report.report().moduleId());
    }

    private static Sessions session(Row row) throws SQLException {
        Sender.Session session = new Sender.Session(
                row.requiredUuid(3),
                row.number(4),
                Micros.toInstant(row.number(5)),
                row.optionalNumber(6),
                row.optionalNumber(7));
        return new Sessions(
                new FlowCursor(row.number(2), row.requiredText(1)),
                row.optionalNumber(8),
                row.optionalNumber(9),
                Collections.singletonList(session));
    }

    private static InstanceReport report(Row row) throws SQLException {
        long startedAt = row.number(2);
        UUID session = row.uuid(4);
        Long oldest = row.optionalNumber(15);
        return new InstanceReport(
                session == null ? NONE : session,
                new HeartbeatReport(
                        row.requiredText(3),
                        row.requiredText(1),
                        HeartbeatReport.State.valueOf(row.requiredText(5).toUpperCase(Locale.ROOT)),
                        Micros.toInstant(row.number(6)),
                        row.number(8),
                        JSON.readValue(row.requiredText(14), COUNTS),
                        oldest == null ? null : Micros.toInstant(oldest),
                        startedAt == 0 ? null : Micros.toInstant(startedAt),
                        row.optionalNumber(9),
                        row.optionalNumber(10),
                        row.optionalNumber(11),
                        row.optionalNumber(12),
                        row.optionalNumber(13)),
                Micros.toInstant(row.number(7)));
    }
}
