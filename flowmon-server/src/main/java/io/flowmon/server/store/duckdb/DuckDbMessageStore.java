/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.store.MessageQuery;
import io.flowmon.server.store.MessageStore;
import io.flowmon.server.store.MessageSummary;
import io.flowmon.server.store.Page;
import io.flowmon.server.store.duckdb.query.Answer;
import io.flowmon.server.store.duckdb.query.Questions;
import io.flowmon.server.store.duckdb.query.Readers;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Messages out of the event table: what became of one is worked out when it is asked. */
final class DuckDbMessageStore implements MessageStore {

    private static final int MAX_LIMIT = 500;

    private static final String BY_ID = """
            WITH candidate AS (SELECT unnest(string_split(?, ','))::UUID AS message_id), %s SELECT %s FROM life
            """.formatted(MessageLives.SQL, MessageLives.COLUMNS);

    private static final String SENT_ONLY = """
            SELECT message_id FROM event WHERE correlation_id IN (%s) AND message_id IS NOT NULL GROUP BY message_id
            HAVING bool_or(message_type = 'Send message') AND NOT bool_or(role = 'receiver')
            """;

    private static final String FLOWS_OF_LOST = """
            WITH candidate AS (
                SELECT unnest(string_split(?, ','))::UUID AS message_id
            ), %s SELECT DISTINCT correlation_id FROM life WHERE state = 'lost'
            """.formatted(MessageLives.SQL);

    private static final String CHILDREN = """
            SELECT message_id FROM event WHERE parent_message_id = ?::UUID AND message_id IS NOT NULL
            GROUP BY message_id ORDER BY min(timestamp), message_id LIMIT ?
            """;

    private static final String EVENTS = """
            SELECT %s FROM event WHERE message_id IN (SELECT unnest(string_split(?, ','))::UUID)
            ORDER BY timestamp, sequence
            """.formatted(StoredEvents.COLUMNS);

    private final Readers readers;

    DuckDbMessageStore(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Page<MessageSummary> messages(MessageQuery query) {
        int limit = Math.max(1, Math.min(query.limit(), MAX_LIMIT));
        MessageCursor cursor = query.cursor() == null ? null : MessageCursor.decode(query.cursor());
        long before = cursor == null ? Micros.of(query.to()) : cursor.startMicros();
        Answer<MessageSummary> answer = new NewestFirst(readers, query.from(), before).find(limit + 1L, since -> {
            MessageSelection selection = new MessageSelection(query, cursor, since);
            return readers.some(selection.summaries(), selection.parameters(limit + 1L), MessageLives::map);
        });
        List<MessageSummary> page = answer.rows().stream().limit(limit).toList();
        boolean more = !page.isEmpty() && (answer.cut() || answer.rows().size() > limit);
        return new Page<>(page, more ? cursorAfter(page.get(page.size() - 1)) : null);
    }

    @Override
    public List<UUID> ids(MessageQuery query, int most) {
        MessageSelection selection = new MessageSelection(query, null, Micros.of(query.from()));
        return readers.all(selection.ids(), selection.parameters(most), row -> row.requiredUuid(1));
    }

    @Override
    public List<MessageSummary> messages(Collection<UUID> ids, Instant lostBefore) {
        return ids.isEmpty()
                ? List.of()
                : readers.all(
                        BY_ID,
                        List.of(joined(ids), MessageLives.attendedSince(lostBefore), Micros.of(lostBefore)),
                        MessageLives::map);
    }

    @Override
    public Set<String> flowsWithLost(Collection<String> correlationIds, Instant lostBefore) {
        if (correlationIds.isEmpty()) {
            return Set.of();
        }
        String marks = String.join(", ", Collections.nCopies(correlationIds.size(), "?"));
        return readers.together(questions -> {
            List<UUID> sentOnly =
                    questions.all(SENT_ONLY.formatted(marks), List.copyOf(correlationIds), row -> row.requiredUuid(1));
            return sentOnly.isEmpty() ? Set.of() : flowsOfLost(questions, sentOnly, lostBefore);
        });
    }

    private static Set<String> flowsOfLost(Questions questions, List<UUID> candidates, Instant lostBefore) {
        List<Object> parameters =
                List.of(joined(candidates), MessageLives.attendedSince(lostBefore), Micros.of(lostBefore));
        return Set.copyOf(questions.all(FLOWS_OF_LOST, parameters, row -> row.requiredText(1)));
    }

    @Override
    public List<UUID> children(UUID id, int most) {
        return readers.all(CHILDREN, List.of(id.toString(), most), row -> row.requiredUuid(1));
    }

    @Override
    public Events events(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return new Events(List.of(), false);
        }
        Answer<StoredEvent> answer = readers.some(EVENTS, List.of(joined(ids)), StoredEvents::map);
        return new Events(answer.rows(), answer.cut());
    }

    private static String joined(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(Collectors.joining(","));
    }

    private static String cursorAfter(MessageSummary last) {
        return new MessageCursor(Micros.of(last.start()), last.messageId()).encode();
    }
}
