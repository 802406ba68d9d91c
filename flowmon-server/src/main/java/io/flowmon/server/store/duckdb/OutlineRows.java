/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.store.FlowOutline;
import io.flowmon.server.store.duckdb.query.Row;
import io.flowmon.server.store.duckdb.query.RowMapper;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Flows without payloads as rows. What they are read with is the caller's: a question of somebody, or the server's own. */
final class OutlineRows {

    /** More rows are not held at once, unless one flow has them. */
    private static final int MOST_ROWS = 50_000;

    private static final String COUNTS = """
            SELECT correlation_id, count(*) FROM event
            WHERE sequence > ? AND sequence <= ? AND correlation_id IN (%s) GROUP BY correlation_id
            """;

    private static final String EVENTS = """
            SELECT sequence, event_id, correlation_id, epoch_us(timestamp), epoch_us(received_at), module_type, module_id,
                endpoint, message_type, role, action_id, message_id, parent_message_id, epoch_us(begin_timestamp),
                epoch_us(end_timestamp), elapsed_time, outcome, NULL, NULL, NULL, NULL, NULL, NULL, peer, consumer_group,
                redelivered, sample_rate, trace_id, span_id, NULL
            FROM event WHERE sequence > ? AND sequence <= ? AND correlation_id IN (%s) ORDER BY timestamp, sequence
            """;

    private static final String REPLAYS =
            "SELECT correlation_id, message, original FROM replayed_message WHERE message IS NOT NULL"
                    + " AND correlation_id IN (%s) ORDER BY replayed_at";

    /** Asks and maps each row. */
    interface Reading {
        <T> List<T> all(String sql, List<?> parameters, RowMapper<T> mapper) throws IOException;
    }

    private record Replay(String flow, UUID message, UUID original) {}

    private record Size(String flow, long events) {}

    private OutlineRows() {}

    static List<FlowOutline> read(
            Reading reading, Collection<String> correlationIds, long after, long upTo, int mostEvents)
            throws IOException {
        if (correlationIds.isEmpty()) {
            return List.of();
        }
        List<FlowOutline> outlines = new ArrayList<>();
        List<String> part = new ArrayList<>();
        long rows = 0;
        for (Size size : reading.all(
                COUNTS.formatted(marks(correlationIds)), parameters(after, upTo, correlationIds), OutlineRows::size)) {
            if (size.events() > mostEvents) {
                continue;
            }
            if (rows + size.events() > MOST_ROWS && !part.isEmpty()) {
                outlines.addAll(part(reading, part, after, upTo));
                part.clear();
                rows = 0;
            }
            part.add(size.flow());
            rows += size.events();
        }
        if (!part.isEmpty()) {
            outlines.addAll(part(reading, part, after, upTo));
        }
        return outlines;
    }

    private static List<FlowOutline> part(Reading reading, List<String> flows, long after, long upTo)
            throws IOException {
        Map<String, Map<UUID, UUID>> replays = new HashMap<>();
        for (Replay replay : reading.all(REPLAYS.formatted(marks(flows)), flows, OutlineRows::replay)) {
            replays.computeIfAbsent(replay.flow(), flow -> new HashMap<>()).put(replay.message(), replay.original());
        }
        Map<String, List<StoredEvent>> events = new LinkedHashMap<>();
        for (StoredEvent event :
                reading.all(EVENTS.formatted(marks(flows)), parameters(after, upTo, flows), StoredEvents::map)) {
            events.computeIfAbsent(event.correlationId(), flow -> new ArrayList<>())
                    .add(event);
        }
        List<FlowOutline> outlines = new ArrayList<>();
        events.forEach((flow, list) -> outlines.add(new FlowOutline(flow, list, replays.getOrDefault(flow, Map.of()))));
        return outlines;
    }

    private static List<Object> parameters(long after, long upTo, Collection<String> flows) {
        List<Object> parameters = new ArrayList<>(List.of(after, upTo));
        parameters.addAll(flows);
        return parameters;
    }

    private static String marks(Collection<String> values) {
        return String.join(", ", Collections.nCopies(values.size(), "?"));
    }

    private static Size size(Row row) throws SQLException {
        return new Size(row.requiredText(1), row.number(2));
    }

    private static Replay replay(Row row) throws SQLException {
        return new Replay(row.requiredText(1), row.requiredUuid(2), row.requiredUuid(3));
    }
}
