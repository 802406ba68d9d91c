/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.store.FlowQuery;
import java.util.ArrayList;
import java.util.List;

/** The flows that a query is about, as SQL: what is to be told of them is asked of it. */
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

    /** Whether an event lies in the time, of which {@link #range} has the parameters. */
    static final String IN_RANGE = "timestamp >= make_timestamp(?::BIGINT) AND timestamp < make_timestamp(?::BIGINT)";

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    FlowSelection(FlowQuery query) {
        this(query, Micros.of(query.from()));
    }

    /** @param since flows that begin before are left out, unless this is the range's own begin; in microseconds since 1970 */
    FlowSelection(FlowQuery query, long since) {
        sql.append("WITH candidate AS (SELECT correlation_id FROM event WHERE " + IN_RANGE);
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
                .append(" AS outcome, max(1 / sample_rate) AS weight FROM event"
                        + " WHERE correlation_id IN (SELECT correlation_id FROM candidate)"
                        + " GROUP BY correlation_id), matching AS (SELECT * FROM flow WHERE true");
        if (since > Micros.of(query.from())) {
            sql.append(" AND start_us >= ?");
            parameters.add(since);
        }
        flowConditions(query);
        sql.append(") ");
    }

    /** Tables to ask; {@code matching} has each flow's {@code correlation_id, start_us, end_us, outcome, weight}. */
    String with() {
        return sql.toString();
    }

    /** Those of {@link #with}. */
    List<Object> parameters() {
        return parameters;
    }

    static List<Object> range(FlowQuery query) {
        return List.of(Micros.of(query.from()), Micros.of(query.to()));
    }

    private List<String> eventConditions(FlowQuery query) {
        List<String> conditions = new ArrayList<>();
        EventConditions sameEvent = new EventConditions(query);
        if (!sameEvent.none()) {
            conditions.add("bool_or(" + sameEvent.sql() + ")");
            parameters.addAll(sameEvent.parameters());
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

    private void flowConditions(FlowQuery query) {
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
    }
}
