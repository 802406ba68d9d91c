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
import io.flowmon.server.store.duckdb.query.Answer;
import io.flowmon.server.store.duckdb.query.Readers;
import io.flowmon.server.store.duckdb.query.Row;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Flows out of the event table. There is no table of flows: a scan finds them quickly enough, see RATIONALE.md. */
final class DuckDbFlowStore implements FlowStore {

    private static final int MAX_LIMIT = 500;

    private static final String COUNT = "SELECT count(*) FROM event WHERE correlation_id = ?";

    private static final String SUMMARIES = """
            WITH selected AS (
                SELECT * FROM event WHERE correlation_id IN (%s)
                    AND timestamp >= make_timestamp(?::BIGINT) AND timestamp <= make_timestamp(?::BIGINT)
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
                count(*), %s, max(1 / sample_rate)
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
        List<Found> found = found(query, limit + 1L);
        boolean more = found.size() > limit;
        Answer<FlowSummary> summaries = summaries(more ? found.subList(0, limit) : found);
        List<FlowSummary> page = summaries.rows();
        boolean goesOn = !page.isEmpty() && (more || summaries.cut());
        return new Page<>(page, goesOn ? cursorAfter(page.get(page.size() - 1)) : null);
    }

    @Override
    public Page<StoredEvent> events(String correlationId, @Nullable String cursor, int limit) {
        return EventPage.read(readers, correlationId, cursor, limit);
    }

    @Override
    public long eventCount(String correlationId) {
        return readers.all(COUNT, List.of(correlationId), row -> row.number(1)).get(0);
    }

    /** A flow, and the time within which all its events are; in microseconds since 1970. */
    private record Found(String correlationId, long start, long end) {}

    private List<Found> found(FlowQuery query, long most) {
        FlowCursor cursor = query.cursor() == null ? null : FlowCursor.decode(query.cursor());
        long before = cursor == null ? Micros.of(query.to()) : cursor.startMicros();
        return new NewestFirst(readers, query.from(), before)
                .find(most, since -> new Answer<>(found(new FlowSelection(query, since), cursor, most), false))
                .rows();
    }

    private List<Found> found(FlowSelection selection, @Nullable FlowCursor cursor, long most) {
        List<Object> parameters = new ArrayList<>(selection.parameters());
        if (cursor != null) {
            parameters.addAll(cursor.parameters());
        }
        parameters.add(most);
        return readers.all(
                selection.with() + "SELECT correlation_id, start_us, end_us FROM matching"
                        + (cursor == null ? "" : " WHERE " + FlowCursor.IS_AFTER)
                        + " ORDER BY start_us DESC, correlation_id DESC LIMIT ?",
                parameters,
                row -> new Found(row.requiredText(1), row.number(2), row.number(3)));
    }

    private Answer<FlowSummary> summaries(List<Found> flows) {
        if (flows.isEmpty()) {
            return new Answer<>(List.of(), false);
        }
        String places = String.join(", ", Collections.nCopies(flows.size(), "?"));
        String sql = SUMMARIES.formatted(
                places, FlowSelection.START_MICROS, FlowSelection.END_MICROS, FlowSelection.WORST_OUTCOME);
        List<Object> parameters =
                flows.stream().map(Found::correlationId).collect(Collectors.toCollection(ArrayList::new));
        parameters.add(flows.stream().mapToLong(Found::start).min().orElseThrow());
        parameters.add(flows.stream().mapToLong(Found::end).max().orElseThrow());
        return readers.some(sql, parameters, DuckDbFlowStore::summary);
    }

    private static FlowSummary summary(Row row) throws SQLException {
        long start = row.number(2);
        Object[] modules = row.list(4);
        return new FlowSummary(
                row.requiredText(1),
                Micros.toInstant(start),
                Duration.of(row.number(3) - start, ChronoUnit.MICROS),
                modules == null
                        ? List.of()
                        : Arrays.stream(modules).map(String::valueOf).toList(),
                row.text(5),
                row.number(6),
                row.number(7),
                row.text(8),
                row.decimal(9));
    }

    private static @Nullable String cursorAfter(FlowSummary last) {
        return new FlowCursor(Micros.of(last.start()), last.correlationId()).encode();
    }
}
