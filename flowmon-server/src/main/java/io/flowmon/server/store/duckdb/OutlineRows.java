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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/** Flows without payloads as rows. What they are read with is the caller's: a question of somebody, or the server's own. */
final class OutlineRows {

    /** More rows are not held at once, unless one flow has them. */
    static final int MOST_ROWS = 10_000;

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

    private OutlineRows() {}

    /** Hands over the flows as they are named, part by part, until the taker wants no more; answers whether it had all. */
    static boolean hand(
            Reading reading,
            Collection<String> correlationIds,
            long after,
            long upTo,
            int mostEvents,
            Predicate<FlowOutline> taker)
            throws IOException {
        for (List<String> part : parts(reading, correlationIds, after, upTo, mostEvents)) {
            Map<String, FlowOutline> outlines = part(reading, part, after, upTo);
            for (String flow : part) {
                FlowOutline outline = outlines.get(flow);
                if (outline != null && !taker.test(outline)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<List<String>> parts(
            Reading reading, Collection<String> correlationIds, long after, long upTo, int mostEvents)
            throws IOException {
        if (correlationIds.isEmpty()) {
            return List.of();
        }
        Map<String, Long> sizes = new HashMap<>();
        reading.all(
                COUNTS.formatted(marks(correlationIds)),
                parameters(after, upTo, correlationIds),
                row -> sizes.put(row.requiredText(1), row.number(2)));
        List<List<String>> parts = new ArrayList<>();
        List<String> part = new ArrayList<>();
        long rows = 0;
        for (String flow : correlationIds) {
            Long size = sizes.get(flow);
            if (size == null || size > mostEvents) {
                continue;
            }
            if (part.isEmpty() || rows + size > MOST_ROWS) {
                part = new ArrayList<>();
                parts.add(part);
                rows = 0;
            }
            part.add(flow);
            rows += size;
        }
        return parts;
    }

    private static Map<String, FlowOutline> part(Reading reading, List<String> flows, long after, long upTo)
            throws IOException {
        Map<String, Map<UUID, UUID>> replays = new HashMap<>();
        for (Replay replay : reading.all(REPLAYS.formatted(marks(flows)), flows, OutlineRows::replay)) {
            replays.computeIfAbsent(replay.flow(), flow -> new HashMap<>()).put(replay.message(), replay.original());
        }
        Map<String, List<StoredEvent>> events = new HashMap<>();
        for (StoredEvent event :
                reading.all(EVENTS.formatted(marks(flows)), parameters(after, upTo, flows), StoredEvents::map)) {
            events.computeIfAbsent(event.correlationId(), flow -> new ArrayList<>())
                    .add(event);
        }
        Map<String, FlowOutline> outlines = new HashMap<>();
        events.forEach(
                (flow, list) -> outlines.put(flow, new FlowOutline(flow, list, replays.getOrDefault(flow, Map.of()))));
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

    private static Replay replay(Row row) throws SQLException {
        return new Replay(row.requiredText(1), row.requiredUuid(2), row.requiredUuid(3));
    }
}
