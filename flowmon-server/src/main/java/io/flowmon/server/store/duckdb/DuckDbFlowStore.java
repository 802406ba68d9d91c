/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.store.FlowQuery;
import io.flowmon.server.store.FlowStore;
import io.flowmon.server.store.FlowSummary;
import io.flowmon.server.store.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Flows out of the event table. There is no table of flows: a scan finds them quickly enough, see RATIONALE.md. */
final class DuckDbFlowStore implements FlowStore {

    /** More events than a person can look at; what is beyond is not shown. */
    private static final int MAX_EVENTS = 20_000;

    private static final int MAX_LIMIT = 500;

    private static final String EVENTS = "SELECT " + StoredEvents.COLUMNS
            + " FROM event WHERE correlation_id = ? ORDER BY timestamp, sequence LIMIT " + MAX_EVENTS;

    private static final String SUMMARIES = """
            WITH selected AS (
                SELECT * FROM event WHERE correlation_id IN (%s)
            ), first_seen AS (
                SELECT correlation_id, module_type, min((timestamp, sequence)) AS first
                FROM selected GROUP BY correlation_id, module_type
            ), modules AS (
                SELECT correlation_id, list(module_type ORDER BY first) AS modules
                FROM first_seen GROUP BY correlation_id
            )
            SELECT correlation_id, %s AS start_us, %s AS end_us,
                any_value(modules), arg_min(endpoint, (timestamp, sequence)),
                count(*) FILTER (outcome IS NOT NULL OR elapsed_time IS NOT NULL OR end_timestamp IS NOT NULL),
                count(*), %s
            FROM selected JOIN modules USING (correlation_id)
            GROUP BY correlation_id ORDER BY start_us DESC, correlation_id DESC
            """;

    private final Readers readers;

    DuckDbFlowStore(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Page<FlowSummary> flows(FlowQuery query) {
        int limit = Math.max(1, Math.min(query.limit(), MAX_LIMIT));
        FlowCursor cursor = query.cursor() == null ? null : FlowCursor.decode(query.cursor());
        FlowSelection selection = new FlowSelection(query, cursor);
        List<String> ids = readers.query(selection.sql(), selection.parameters(), row -> row.getString(1));
        boolean more = ids.size() > limit;
        List<FlowSummary> summaries = summaries(more ? ids.subList(0, limit) : ids);
        return new Page<>(summaries, more ? cursorAfter(summaries.get(summaries.size() - 1)) : null);
    }

    @Override
    public List<StoredEvent> events(String correlationId) {
        return readers.query(EVENTS, List.of(correlationId), StoredEvents::map);
    }

    private List<FlowSummary> summaries(List<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        String places = String.join(", ", Collections.nCopies(ids.size(), "?"));
        String sql = SUMMARIES.formatted(
                places, FlowSelection.START_MICROS, FlowSelection.END_MICROS, FlowSelection.WORST_OUTCOME);
        return readers.query(sql, ids, DuckDbFlowStore::summary);
    }

    private static FlowSummary summary(ResultSet row) throws SQLException {
        long start = row.getLong(2);
        Object[] modules = (Object[]) row.getArray(4).getArray();
        return new FlowSummary(
                row.getString(1),
                Micros.toInstant(start),
                Duration.of(row.getLong(3) - start, ChronoUnit.MICROS),
                Arrays.stream(modules).map(String::valueOf).toList(),
                row.getString(5),
                row.getLong(6),
                row.getLong(7),
                row.getString(8));
    }

    private static @Nullable String cursorAfter(FlowSummary last) {
        return new FlowCursor(Micros.of(last.start()), last.correlationId()).encode();
    }
}
