/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.store.Page;
import io.flowmon.server.store.duckdb.query.Answer;
import io.flowmon.server.store.duckdb.query.Readers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a flow's events, bounded in number and in bytes inside the database already: which events fit is told by
 * their sizes, so that what does not fit is neither sorted nor read.
 */
final class EventPage {

    private static final String FITTING = """
            WITH mine AS (
                SELECT rowid AS place, timestamp, sequence, %s AS size FROM event
                WHERE correlation_id = ?%s ORDER BY timestamp, sequence LIMIT ?
            ), fitting AS (
                SELECT place, sum(size) OVER (ORDER BY timestamp, sequence) - size AS before FROM mine
            )
            SELECT %s, (SELECT count(*) FROM mine) FROM event WHERE rowid IN (SELECT place FROM fitting WHERE before < ?)
            ORDER BY timestamp, sequence
            """;

    private static final int COUNT_COLUMN = 31;

    private static final String AFTER = " AND (timestamp, sequence) > (make_timestamp(?::BIGINT), ?)";

    private EventPage() {}

    /**
     * An event of the page.
     *
     * @param found events that were to be listed, whether they fit or not
     */
    private record Found(StoredEvent event, long found) {}

    static Page<StoredEvent> read(Readers readers, String correlationId, @Nullable String cursor, int limit) {
        EventCursor after = cursor == null ? null : EventCursor.decode(cursor);
        List<Object> parameters = new ArrayList<>(List.of(correlationId));
        if (after != null) {
            parameters.add(after.micros());
            parameters.add(after.sequence());
        }
        int most = Math.max(1, Math.min(limit, readers.settings().answerEvents()));
        parameters.add(most + 1);
        parameters.add(readers.settings().answerSize().toBytes());
        String sql = FITTING.formatted(StoredEvents.SIZE, after == null ? "" : AFTER, StoredEvents.COLUMNS);
        Answer<Found> answer =
                readers.some(sql, parameters, row -> new Found(StoredEvents.map(row), row.number(COUNT_COLUMN)));
        List<StoredEvent> events =
                answer.rows().stream().limit(most).map(Found::event).toList();
        boolean more = !events.isEmpty() && answer.rows().get(0).found() > events.size();
        return new Page<>(events, more ? cursorAfter(events.get(events.size() - 1)) : null);
    }

    private static String cursorAfter(StoredEvent last) {
        return new EventCursor(Micros.of(last.timestamp()), last.sequence()).encode();
    }
}
