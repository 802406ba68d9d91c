/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.store.FlowQuery;
import io.flowmon.server.store.duckdb.query.Readers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The flows that a query is about, as SQL: what is to be told of them is asked of it. */
final class FlowSelection {

    /** Outcomes from good to bad; a flow's outcome is the worst of its actions'. */
    static final String WORST_OUTCOME =
            "list_extract(['ok', 'cancelled', 'client_error', 'timeout', 'server_error', 'exception'],"
                    + " max(list_position(['ok', 'cancelled', 'client_error', 'timeout', 'server_error', 'exception'],"
                    + " outcome)))";

    /** The earliest time that a flow's events tell of, as {@link StoredEvent#from()} has it. */
    static final String START_MICROS = """
            min(least(epoch_us(timestamp), coalesce(epoch_us(begin_timestamp), epoch_us(timestamp) - CAST(1000000 *
                CASE WHEN elapsed_time > %1$d THEN %1$d ELSE elapsed_time END AS BIGINT))))""".formatted(StoredEvent.LONGEST_ACTION.toSeconds());

    /** The latest time that a flow's events tell of. */
    static final String END_MICROS = "max(epoch_us(greatest(timestamp, end_timestamp)))";

    /** Whether the range has most of the store, and a good part of that is chosen. */
    private static final String HAS_MOST = "SELECT 2 * count(*) > (SELECT count(*) FROM event)"
            + " AND 8 * count(*) FILTER (WHERE %s) > count(*) FROM event WHERE " + Micros.IN_RANGE;

    private static final String OK = "ok";

    private static final String HAS_OUTCOME = "correlation_id IN (SELECT correlation_id FROM event WHERE %s)";

    private static final String FLOW = "SELECT correlation_id, " + START_MICROS + " AS start_us, " + END_MICROS
            + " AS end_us, " + WORST_OUTCOME + " AS outcome, max(1 / sample_rate) AS weight FROM event";

    private static final List<String> TEXT_COLUMNS = List.of(
            "correlation_id", "service_params", "business_keys", "error_type", "error_message", "result", "others");

    private static final String TEXT = TEXT_COLUMNS.stream()
            .map(column -> "contains(lower(" + column + "), lower(?))")
            .collect(Collectors.joining(" OR ", "(", ")"));

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    /** @param since flows that begin before are left out, unless this is the range's own begin; in microseconds since 1970 */
    FlowSelection(FlowQuery query, long since) {
        sql.append("WITH candidate AS (");
        candidates(query, since);
        sql.append("), flow AS (" + FLOW + " WHERE correlation_id IN (SELECT correlation_id FROM candidate)"
                + " GROUP BY correlation_id)");
        matching(query, since);
    }

    private FlowSelection() {}

    /**
     * All that a query is about. To choose first spares most where little is chosen; otherwise all flows are put together in
     * one pass.
     */
    static FlowSelection of(Readers readers, FlowQuery query) {
        return isNarrowed(query) || !hasMost(readers, query)
                ? new FlowSelection(query, Micros.of(query.from()))
                : inOnePass(query);
    }

    private static boolean hasMost(Readers readers, FlowQuery query) {
        EventConditions chosen = new EventConditions(query);
        List<Object> parameters = new ArrayList<>(chosen.parameters());
        parameters.addAll(range(query));
        return readers.all(HAS_MOST.formatted(chosen.sql()), parameters, row -> row.flag(1))
                .get(0);
    }

    private static FlowSelection inOnePass(FlowQuery query) {
        EventConditions chosen = new EventConditions(query);
        FlowSelection all = new FlowSelection();
        all.sql
                .append("WITH flow AS (" + FLOW + " GROUP BY correlation_id HAVING bool_or(" + Micros.IN_RANGE)
                .append(" AND ")
                .append(chosen.sql())
                .append("))");
        all.parameters.addAll(range(query));
        all.parameters.addAll(chosen.parameters());
        all.matching(query, Micros.of(query.from()));
        return all;
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

    private static boolean isNarrowed(FlowQuery query) {
        return query.text() != null || !query.businessKeys().isEmpty() || outcomeOfAnEvent(query) != null;
    }

    /** What an event of each of the flows ended with; null if nothing is known. */
    private static @Nullable String outcomeOfAnEvent(FlowQuery query) {
        return OK.equals(query.outcome()) ? null : query.outcome();
    }

    /** Each condition chooses before anything is grouped: what is left is mostly little. */
    private void candidates(FlowQuery query, long since) {
        List<String> chosen = new ArrayList<>();
        EventConditions sameEvent = new EventConditions(query);
        if (!sameEvent.none()) {
            chosen.add(haveEvent(sameEvent.sql(), sameEvent.parameters(), query, since));
        }
        if (query.text() != null) {
            chosen.add(haveEvent(TEXT, Collections.nCopies(TEXT_COLUMNS.size(), query.text()), query, since));
        }
        query.businessKeys()
                .forEach((name, value) -> chosen.add(
                        haveEvent(BusinessKeys.HAS_KEY, BusinessKeys.parameters(name, value), query, since)));
        String outcome = outcomeOfAnEvent(query);
        if (outcome != null) {
            chosen.add(haveOutcome(outcome, query, since));
        }
        if (chosen.isEmpty()) {
            chosen.add(haveEvent("true", List.of(), query, since));
        }
        sql.append(String.join(" INTERSECT ", chosen));
    }

    /** What a flow ended with may be told of outside of the range, but not before it began. */
    private String haveOutcome(String outcome, FlowQuery query, long since) {
        List<Object> values = new ArrayList<>(outcomeParameters(outcome));
        String condition = outcomeCondition(outcome);
        if (since > Micros.of(query.from())) {
            condition += " AND timestamp >= make_timestamp(?::BIGINT)";
            values.add(since);
        }
        return haveEvent(HAS_OUTCOME.formatted(condition), values, query, since);
    }

    private String haveEvent(String condition, List<?> values, FlowQuery query, long since) {
        parameters.addAll(List.of(since, Micros.of(query.to())));
        parameters.addAll(values);
        return "SELECT DISTINCT correlation_id FROM event WHERE " + Micros.IN_RANGE + " AND " + condition;
    }

    private static String outcomeCondition(String outcome) {
        return FlowQuery.FAILED.equals(outcome) ? "outcome <> 'ok'" : "outcome = ?";
    }

    private static List<String> outcomeParameters(String outcome) {
        return FlowQuery.FAILED.equals(outcome) ? List.of() : List.of(outcome);
    }

    private void matching(FlowQuery query, long since) {
        sql.append(", matching AS (SELECT * FROM flow WHERE true");
        if (since > Micros.of(query.from())) {
            sql.append(" AND start_us >= ?");
            parameters.add(since);
        }
        if (query.outcome() != null) {
            sql.append(" AND ").append(outcomeCondition(query.outcome()));
            parameters.addAll(outcomeParameters(query.outcome()));
        }
        if (query.minDuration() != null) {
            sql.append(" AND end_us - start_us >= ?");
            parameters.add(query.minDuration().toNanos() / 1_000);
        }
        sql.append(") ");
    }
}
