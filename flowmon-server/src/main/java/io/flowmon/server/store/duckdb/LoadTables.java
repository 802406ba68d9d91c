/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.store.LoadQuery;
import io.flowmon.server.store.StationKey;
import io.flowmon.server.store.duckdb.query.Questions;
import io.flowmon.server.store.duckdb.query.Row;
import java.sql.SQLException;
import java.util.List;

/**
 * The tables that all questions about load are asked of, made for one load and gone with its connection. Times are
 * microseconds since 1970.
 */
final class LoadTables {

    /** How long before the range a message may have been sent, and a flow begun. */
    private static final long LOOK_BACK_MICROS = 15L * 60 * 1_000_000;

    private static final String BOUNDS =
            "CREATE TEMP TABLE bounds AS SELECT CAST(? AS BIGINT) AS low, CAST(? AS BIGINT) AS high";

    private static final String IN_TIME =
            "timestamp >= make_timestamp(?::BIGINT) AND timestamp < make_timestamp(?::BIGINT)";

    private static final String EVENT = """
            CREATE TEMP TABLE load_event AS
            SELECT event_id, correlation_id, module_type, module_id, endpoint, message_type, role, action_id,
                message_id, parent_message_id, outcome, peer, sample_rate, epoch_us(timestamp) AS moment,
                epoch_us(begin_timestamp) AS begin_at,
                CASE WHEN elapsed_time > %1$d THEN %1$d
                    ELSE coalesce(elapsed_time, (epoch_us(end_timestamp) - epoch_us(begin_timestamp)) / 1e6)
                    END AS elapsed
            FROM event
            WHERE %2$s
            """.formatted(StoredEvent.LONGEST_ACTION.toSeconds(), IN_TIME);

    /** What was sent in the range, or before and received in it. Destinations hold messages for whoever takes them. */
    private static final String SENT = """
            CREATE TEMP TABLE sent AS
            SELECT message_id, any_value(endpoint) AS endpoint,
                min(coalesce(epoch_us(begin_timestamp), epoch_us(timestamp))) AS sent_at,
                1 / min(sample_rate) AS weight, bool_and(coalesce(outcome, 'ok') = 'ok') AS ok,
                regexp_matches(any_value(endpoint), '^(LIST|CHANNEL|STREAM|TOPIC|QUEUE) ') AS by_destination
            FROM event
            WHERE %1$s AND role = 'sender' AND message_id IS NOT NULL AND (epoch_us(timestamp) >= (SELECT low FROM bounds)
                OR message_id IN (SELECT message_id FROM load_event WHERE role = 'receiver'))
            GROUP BY message_id
            """.formatted(IN_TIME);

    /** Flows that went on before the range. */
    private static final String OLDER = """
            CREATE TEMP TABLE older AS
            SELECT DISTINCT correlation_id FROM event
            WHERE %1$s AND correlation_id IN (SELECT correlation_id FROM load_event)
            """.formatted(IN_TIME);

    private static final String ACTION = """
            CREATE TEMP TABLE action AS
            WITH receipt AS (
                SELECT module_type, module_id, coalesce(action_id, message_id, event_id) AS action,
                    any_value(message_id) AS message_id, any_value(correlation_id) AS correlation_id,
                    arg_max(endpoint, moment) AS endpoint, 1 / min(sample_rate) AS weight,
                    min(least(moment, coalesce(begin_at, moment - CAST(1e6 * elapsed AS BIGINT)))) AS arrived,
                    min(moment) FILTER (message_type = 'Received message') AS received,
                    min(moment) FILTER (message_type = 'Start processing') AS started,
                    min(begin_at) FILTER (elapsed IS NOT NULL) AS begun,
                    max(elapsed) AS elapsed
                FROM load_event
                WHERE role = 'receiver' AND moment >= (SELECT low FROM bounds)
                    AND (action_id IS NOT NULL OR message_id IS NOT NULL OR elapsed IS NOT NULL)
                GROUP BY ALL
            )
            SELECT *, coalesce(started, arrived) AS busy_from,
                CASE WHEN started > begun THEN greatest(0, elapsed - (started - begun) / 1e6)
                    ELSE elapsed END AS service,
                arrived - sent_at AS bus, started - received AS pool,
                CASE WHEN bus >= 0 OR pool >= 0
                    THEN (CASE WHEN bus >= 0 THEN bus ELSE 0 END + CASE WHEN pool >= 0 THEN pool ELSE 0 END) / 1e6
                    END AS wait,
                busy_from + CAST(1e6 * service AS BIGINT) AS busy_to,
                CASE WHEN bus >= 0 AND regexp_matches(endpoint, '^(LIST|CHANNEL|STREAM|TOPIC|QUEUE) ')
                    THEN sent_at ELSE arrived END AS joined
            FROM receipt LEFT JOIN (SELECT message_id, sent_at FROM sent) USING (message_id)
            """;

    private static final String CHILD = """
            CREATE TEMP TABLE child AS
            SELECT a.module_type, a.module_id, a.action, a.endpoint, a.weight, t.endpoint AS callee, t.peer,
                greatest(t.begun, busy_from) AS begun, least(t.ended, busy_to) AS ended
            FROM action a JOIN (
                SELECT module_id, parent_message_id AS message_id, endpoint, peer,
                    coalesce(begin_at, moment - CAST(1e6 * elapsed AS BIGINT)) AS begun,
                    coalesce(begin_at, moment - CAST(1e6 * elapsed AS BIGINT)) + CAST(1e6 * elapsed AS BIGINT) AS ended
                FROM load_event
                WHERE role = 'sender' AND parent_message_id IS NOT NULL AND elapsed IS NOT NULL) t
                USING (module_id, message_id)
            WHERE t.begun < busy_to AND t.ended > busy_from
            """;

    /** {@code away}: while a call or a send of the action itself was under way. */
    private static final String SERVED = """
            CREATE TEMP TABLE served AS
            SELECT * FROM action LEFT JOIN (
                SELECT module_type, module_id, action, sum(greatest(0, ended - greatest(begun, covered))) / 1e6 AS away
                FROM (
                    SELECT *, coalesce(max(ended) OVER (
                        PARTITION BY hash(module_type, module_id, action) ORDER BY begun, ended
                        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS covered
                    FROM child)
                GROUP BY ALL) USING (module_type, module_id, action)
            """;

    /** Each action at its endpoint, and at its module as a whole. */
    private static final String WORK = """
            CREATE TEMP VIEW work AS
            SELECT endpoint AS station, * FROM served
            UNION ALL
            SELECT '' AS station, * FROM served
            """;

    private LoadTables() {}

    static void make(Questions questions, LoadQuery query) {
        long low = Micros.of(query.from());
        long high = Micros.of(query.to());
        questions.make(BOUNDS, List.of(low, high));
        questions.make(EVENT, List.of(low - ownLookBack(low, high), high));
        questions.make(SENT, List.of(low - LOOK_BACK_MICROS, high));
        questions.make(OLDER, List.of(low - LOOK_BACK_MICROS, low));
        for (String table : List.of(ACTION, CHILD, SERVED, WORK)) {
            questions.make(table, List.of());
        }
    }

    /** How long before the range an action may have called and sent that is told of in it; no longer than the range. */
    static long ownLookBack(long low, long high) {
        return Math.min(LOOK_BACK_MICROS, high - low);
    }

    static StationKey key(Row row) throws SQLException {
        String station = row.requiredText(2);
        return new StationKey(row.requiredText(1), station.isEmpty() ? null : station);
    }
}
