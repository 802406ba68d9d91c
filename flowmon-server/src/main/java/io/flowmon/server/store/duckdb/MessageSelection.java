/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.MessageQuery;
import io.flowmon.server.store.MessageState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A message query as SQL: first the messages with an event that fits, then their lives. */
final class MessageSelection {

    private static final String NO_FAILED_REPLAY = "(deliveries > 0 OR message_id NOT IN"
            + " (SELECT message FROM replayed_message WHERE outcome IN ('failed', 'unknown')))";

    private static final String SEEN = "FROM event WHERE " + Micros.IN_RANGE + " AND message_id IS NOT NULL";

    /** Of the messages in the range alone: to gather all that were ever received takes longer the more is stored. */
    private static final String UNRECEIVED = "message_id NOT IN (SELECT message_id FROM event WHERE role = 'receiver'"
            + " AND message_id IN (SELECT message_id " + SEEN + "))";

    /** What is true of each message in a state, and quickly looked at; their whole lives are then followed for few. */
    private static final Map<MessageState, String> SIGNS = Map.of(
            MessageState.FAILED, "message_id IN (SELECT message_id FROM event WHERE outcome <> 'ok')",
            MessageState.REPLAYED, "message_id IN (SELECT original FROM replayed_message)",
            MessageState.LOGGED, UNRECEIVED,
            MessageState.SENDING, UNRECEIVED,
            MessageState.IN_BUS, UNRECEIVED,
            MessageState.UNHEARD, UNRECEIVED,
            MessageState.LOST, UNRECEIVED);

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    /** @param since messages that begin before are left out, unless this is the range's own begin; in microseconds since 1970 */
    MessageSelection(MessageQuery query, @Nullable MessageCursor cursor, long since) {
        candidates(query, since);
        sql.append("), ").append(MessageLives.SQL).append(" SELECT %s FROM life WHERE %s");
        parameters.add(MessageLives.attendedSince(query.lostBefore()));
        parameters.add(Micros.of(query.lostBefore()));
        if (since > Micros.of(query.from())) {
            sql.append(" AND start_us >= ?");
            parameters.add(since);
        }
        lives(query, cursor);
        sql.append(" ORDER BY %s LIMIT ?");
    }

    /** The newest messages first, as {@link MessageLives#map} reads them. */
    String summaries() {
        return sql.toString().formatted(MessageLives.COLUMNS, "true", "start_us DESC, message_id DESC");
    }

    /** The ids alone, the oldest first. What failed to be sent again, or may not have arrived, is left out: its original
     * stands for it. */
    String ids() {
        return sql.toString().formatted("message_id", NO_FAILED_REPLAY, "start_us, message_id");
    }

    List<Object> parameters(long limit) {
        List<Object> all = new ArrayList<>(parameters);
        all.add(limit);
        return all;
    }

    private void candidates(MessageQuery query, long since) {
        List<Object> range = List.of(since, Micros.of(query.to()));
        sql.append("WITH candidate AS (SELECT message_id " + SEEN);
        parameters.addAll(range);
        if (!query.states().isEmpty() && SIGNS.keySet().containsAll(query.states())) {
            List<String> signs =
                    query.states().stream().map(SIGNS::get).distinct().toList();
            sql.append(signs.stream().collect(Collectors.joining(" OR ", " AND (", ")")));
            if (signs.contains(UNRECEIVED)) {
                parameters.addAll(range);
            }
        }
        sql.append(" GROUP BY message_id");
        List<String> conditions = new ArrayList<>();
        if (query.module() != null) {
            conditions.add("bool_or(module_type = ? AND role <> 'internal')");
            parameters.add(query.module());
        }
        if (query.destination() != null) {
            conditions.add("bool_or(endpoint = ? OR endpoint[instr(endpoint, ' ') + 1:] = ?)");
            parameters.add(query.destination());
            parameters.add(query.destination());
        }
        query.businessKeys().forEach((name, value) -> {
            conditions.add("bool_or(" + BusinessKeys.HAS_KEY + ")");
            parameters.addAll(BusinessKeys.parameters(name, value));
        });
        if (!conditions.isEmpty()) {
            sql.append(" HAVING ").append(String.join(" AND ", conditions));
        }
    }

    private void lives(MessageQuery query, @Nullable MessageCursor cursor) {
        if (!query.states().isEmpty()) {
            sql.append(" AND state IN (")
                    .append(String.join(", ", Collections.nCopies(query.states().size(), "?")))
                    .append(')');
            query.states().stream().map(MessageState::wireName).forEach(parameters::add);
        }
        if (query.kind() != null) {
            sql.append(" AND kind = ?");
            parameters.add(query.kind());
        }
        if (cursor != null) {
            sql.append(" AND (start_us < ? OR (start_us = ? AND message_id < ?::UUID))");
            parameters.add(cursor.startMicros());
            parameters.add(cursor.startMicros());
            parameters.add(cursor.messageId().toString());
        }
    }
}
