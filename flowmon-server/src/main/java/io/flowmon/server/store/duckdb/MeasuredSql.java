/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.rules.definition.Measure;
import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.store.MeasureQuery;

/**
 * The question for a measure. What is seen has a station, a {@code moment} in microseconds, and an {@code amount}; it is asked with
 * the time range. Then come the parameters of the threshold; the begin, the last time and again the begin of the cells, their length,
 * how many amounts a cell needs, how many cells a part has, and how many stations are told.
 */
final class MeasuredSql {

    /** Actions that ended, as rules see them. */
    private static final String ENDED = """
            SELECT module_type, endpoint, epoch_us(timestamp) AS moment, %s AS amount FROM event
            WHERE timestamp >= make_timestamp(?::BIGINT) AND timestamp < make_timestamp(?::BIGINT)
                AND elapsed_time IS NOT NULL""";

    /** Flows that go on in the time, with all their events. */
    private static final String FLOWS = """
            SELECT module_type, endpoint, end_us AS moment, (end_us - start_us) / 1e6 AS amount FROM (
                SELECT arg_min(module_type, timestamp) AS module_type, arg_min(endpoint, timestamp) AS endpoint,
                    %s AS start_us, %s AS end_us
                FROM event
                WHERE correlation_id IN (SELECT correlation_id FROM event
                    WHERE timestamp >= make_timestamp(?::BIGINT) AND timestamp < make_timestamp(?::BIGINT))
                GROUP BY correlation_id)""".formatted(FlowSelection.START_MICROS, FlowSelection.END_MICROS);

    /** The clocks of two modules may differ: what was received before it was sent is left out. */
    private static final String WAITS = """
            SELECT module_type, endpoint, received AS moment, (received - sent) / 1e6 AS amount FROM (
                SELECT arg_min(module_type, timestamp) FILTER (role = 'sender') AS module_type,
                    arg_min(endpoint, timestamp) FILTER (role = 'sender') AS endpoint,
                    epoch_us(min(coalesce(begin_timestamp, timestamp)) FILTER (role = 'sender')) AS sent,
                    min(epoch_us(timestamp) - CASE WHEN message_type = 'End processing'
                        THEN CAST(1e6 * CASE WHEN elapsed_time > %1$d THEN %1$d
                            ELSE coalesce(elapsed_time, 0) END AS BIGINT) ELSE 0 END)
                        FILTER (role = 'receiver') AS received
                FROM event
                WHERE timestamp >= make_timestamp(?::BIGINT) AND timestamp < make_timestamp(?::BIGINT)
                    AND message_id IS NOT NULL
                    AND message_type IN ('Send message', 'Received message', 'Start processing', 'End processing')
                GROUP BY message_id)
            WHERE received >= sent""".formatted(StoredEvent.LONGEST_ACTION.toSeconds());

    /** Of each cell: its value, the last one in it, how many values it compares, how many of them are above. */
    private static final String STATIONS = """
            WITH seen AS (
            %s
            ), told AS (
                SELECT *, %s AS allowed FROM seen
            ), cell AS (
                SELECT module_type, endpoint, any_value(allowed) AS threshold, (least(greatest(moment, ?), ?) - ?) // ? AS cell, %s
                FROM told GROUP BY module_type, endpoint, cell HAVING count(*) >= ?
            ), part AS (
                SELECT module_type, endpoint, any_value(threshold) AS threshold, cell // ? AS part, max(value) AS value,
                    %s
                FROM cell GROUP BY module_type, endpoint, part
            ), station AS (
                SELECT module_type, endpoint, any_value(threshold) AS threshold, arg_max(latest, part) AS latest,
                    max(value) AS highest, CAST(sum(compared) AS BIGINT), CAST(sum(above) AS BIGINT),
                    list(part ORDER BY part), list(value ORDER BY part), count(*) OVER ()
                FROM part GROUP BY module_type, endpoint
            )
            SELECT * FROM station
            ORDER BY highest / nullif(threshold, 0) DESC NULLS FIRST, highest DESC, module_type, endpoint LIMIT ?
            """;

    private static final String SINGLE_CELL = "max(amount) AS value, arg_max(amount, moment) AS latest,"
            + " count(*) AS compared, count(*) FILTER (amount > allowed) AS above";
    private static final String SINGLE_PART =
            "arg_max(latest, cell) AS latest, sum(compared) AS compared, sum(above) AS above";
    private static final String WINDOW_CELL = "%s AS value";
    private static final String WINDOW_PART =
            "arg_max(value, cell) AS latest, count(*) AS compared," + " count(*) FILTER (value > threshold) AS above";

    private MeasuredSql() {}

    static String of(MeasureQuery query, String threshold) {
        Measure measure = query.measure();
        return measure.isOfWindows()
                ? STATIONS.formatted(seen(measure), threshold, WINDOW_CELL.formatted(value(query)), WINDOW_PART)
                : STATIONS.formatted(seen(measure), threshold, SINGLE_CELL, SINGLE_PART);
    }

    private static String seen(Measure measure) {
        return switch (measure) {
            case ELAPSED_MAX, ELAPSED_PERCENTILE -> ENDED.formatted("elapsed_time");
            case FAILED_SHARE ->
                ENDED.formatted(
                        "CAST(coalesce(outcome IN ('server_error', 'exception', 'timeout'), false) AS INTEGER)");
            case REFUSED_SHARE ->
                ENDED.formatted("CASE WHEN outcome = 'client_error'"
                                + " THEN CAST(coalesce(json_extract_string(result, '$.status') = '429', false) AS INTEGER)"
                                + " ELSE 0 END")
                        + " AND role = 'receiver' AND message_type = 'End call'";
            case CALLS_PER_SECOND -> ENDED.formatted("1 / sample_rate") + " AND role = 'receiver'";
            case FLOW_ELAPSED -> FLOWS;
            case MESSAGE_WAIT -> WAITS;
        };
    }

    private static String value(MeasureQuery query) {
        return switch (query.measure()) {
            case ELAPSED_PERCENTILE -> "quantile_cont(amount, " + Double.toString(query.percentile()) + ")";
            case CALLS_PER_SECOND ->
                "sum(amount) / " + Double.toString(query.window().toMillis() / 1000.0);
            case FAILED_SHARE, REFUSED_SHARE -> "avg(amount)";
            case ELAPSED_MAX, FLOW_ELAPSED, MESSAGE_WAIT ->
                throw new IllegalArgumentException(query.measure() + " has no windows");
        };
    }
}
