/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.event.Durations;
import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.store.ElapsedCondition;
import io.flowmon.server.store.FlowQuery;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A flow query as SQL: first the flows that match, then what is to be told of them. */
final class FlowSelection {

    /** Outcomes from good to bad; a flow's outcome is the worst of its actions'. */
    static final String WORST_OUTCOME =
            "list_extract(['ok', 'cancelled', 'client_error', 'timeout', 'server_error', 'exception'],"
                    + " max(list_position(['ok', 'cancelled', 'client_error', 'timeout', 'server_error', 'exception'],"
                    + " outcome)))";

    /** The earliest time that a flow's events tell of, as {@link StoredEvent#from()} has it. */
    static final String START_MICROS = """
            epoch_us(min(least(timestamp, coalesce(begin_timestamp, timestamp - to_microseconds(CAST(1000000 *
                CASE WHEN elapsed_time > %1$d THEN %1$d ELSE elapsed_time END AS BIGINT))))))""".formatted(StoredEvent.LONGEST_ACTION.toSeconds());

    /** The latest time that a flow's events tell of. */
    static final String END_MICROS = "epoch_us(max(greatest(timestamp, end_timestamp)))";

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    /** @param since flows that begin before are left out, unless this is the range's own begin; in microseconds since 1970 */
    FlowSelection(FlowQuery query, @Nullable FlowCursor cursor, long since) {
        sql.append("WITH candidate AS (SELECT correlation_id FROM event"
                + " WHERE timestamp >= make_timestamp(?::BIGINT) AND timestamp < make_timestamp(?::BIGINT)");
        parameters.add(since);
        parameters.add(Micros.of(query.to()));
        List<String> conditions = eventConditions(query);
        sql.append(" GROUP BY correlation_id");
        if (!conditions.isEmpty()) {
            sql.append(" HAVING ").append(String.join(" AND ", conditions));
        }
        sql.append("), flow AS (SELECT correlation_id, " + START_MICROS + " AS start_us, " + END_MICROS
                        + " AS end_us, ")
                .append(WORST_OUTCOME)
                .append(" AS outcome FROM event WHERE correlation_id IN (SELECT correlation_id FROM candidate)"
                        + " GROUP BY correlation_id) SELECT correlation_id FROM flow WHERE true");
        if (since > Micros.of(query.from())) {
            sql.append(" AND start_us >= ?");
            parameters.add(since);
        }
        flowConditions(query, cursor);
        sql.append(" ORDER BY start_us DESC, correlation_id DESC LIMIT ?");
        parameters.add(query.limit() + 1L);
    }

    String sql() {
        return sql.toString();
    }

    List<Object> parameters() {
        return parameters;
    }

    private List<String> eventConditions(FlowQuery query) {
        List<String> conditions = new ArrayList<>();
        List<String> sameEvent = new ArrayList<>();
        if (query.module() != null) {
            sameEvent.add("module_type = ?");
            parameters.add(query.module());
        }
        if (query.endpoint() != null) {
            sameEvent.add("endpoint = ?");
            parameters.add(query.endpoint());
        }
        ElapsedCondition action = query.action();
        if (action.messageType() != null) {
            sameEvent.add("message_type = ?");
            parameters.add(action.messageType());
        }
        if (action.least() != null) {
            sameEvent.add("elapsed_time >= ?::DOUBLE");
            parameters.add(Durations.seconds(action.least()));
        }
        if (action.below() != null) {
            sameEvent.add("elapsed_time < ?::DOUBLE");
            parameters.add(Durations.seconds(action.below()));
        }
        if (!sameEvent.isEmpty()) {
            conditions.add("bool_or(" + String.join(" AND ", sameEvent) + ")");
        }
        if (query.text() != null) {
            conditions.add(textCondition(query.text()));
        }
        query.businessKeys().forEach((name, value) -> {
            conditions.add("bool_or(" + BusinessKeys.HAS_KEY + ")");
            parameters.addAll(BusinessKeys.parameters(name, value));
        });
        return conditions;
    }

    private String textCondition(String text) {
        List<String> columns = List.of(
                "correlation_id", "service_params", "business_keys", "error_type", "error_message", "result", "others");
        List<String> matches = new ArrayList<>();
        String pattern = "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
        for (String column : columns) {
            matches.add(column + " ILIKE ? ESCAPE '!'");
            parameters.add(pattern);
        }
        return "bool_or(" + String.join(" OR ", matches) + ")";
    }

    private void flowConditions(FlowQuery query, @Nullable FlowCursor cursor) {
        if (FlowQuery.FAILED.equals(query.outcome())) {
            sql.append(" AND outcome <> 'ok'");
        } else if (query.outcome() != null) {
            sql.append(" AND outcome = ?");
            parameters.add(query.outcome());
        }
        if (query.minDuration() != null) {
            sql.append(" AND end_us - start_us >= ?");
            parameters.add(query.minDuration().toNanos() / 1_000);
        }
        if (cursor != null) {
            sql.append(" AND (start_us < ? OR (start_us = ? AND correlation_id < ?))");
            parameters.add(cursor.startMicros());
            parameters.add(cursor.startMicros());
            parameters.add(cursor.correlationId());
        }
    }
}
