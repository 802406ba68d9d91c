/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.store.MessageState;
import io.flowmon.server.store.MessageSummary;
import io.flowmon.server.store.duckdb.query.Row;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The lives of messages, as SQL. Needs a table {@code candidate} of {@code message_id}s before it; gives {@code life}. Two
 * parameters: since when a destination's receivers count as known, and before which time what was not received is lost.
 *
 * <p>A delivery is one action of one receiver. Of the deliveries to one audience (a consumer group, one listener of a
 * channel, one of several queues behind an exchange, all receivers of a list together) the last one tells; of several audiences, the one that came least far.
 */
final class MessageLives {

    static final String SQL = """
            mine AS (
                SELECT message_id, action_id, event_id, correlation_id, parent_message_id, timestamp, begin_timestamp,
                    received_at, module_type, module_id, endpoint, message_type, role, outcome, elapsed_time,
                    consumer_group, result,
                    least(timestamp, coalesce(begin_timestamp, timestamp - to_microseconds(CAST(1000000 *
                        CASE WHEN elapsed_time > %1$d THEN %1$d ELSE elapsed_time END AS BIGINT)))) AS begun,
                    message_type IN ('Send message', 'Received message', 'Start processing', 'End processing') AS bus
                FROM event WHERE message_id IN (SELECT message_id FROM candidate)
            ), delivery AS (
                SELECT message_id, coalesce(action_id, event_id) AS action, min(begun) AS seen,
                    any_value(module_type) AS module,
                    coalesce(any_value(consumer_group),
                        any_value(CASE WHEN starts_with(endpoint, 'CHANNEL ') THEN module_id
                            WHEN starts_with(endpoint, 'QUEUE ') THEN endpoint END), '') AS audience,
                    max(CASE WHEN outcome <> 'ok' THEN 4 WHEN outcome IS NOT NULL THEN 3
                        WHEN message_type IN ('Start processing', 'Begin call') THEN 2 ELSE 1 END) AS progress,
                    max(elapsed_time) AS elapsed
                FROM mine WHERE role = 'receiver' GROUP BY message_id, action
            ), audience AS (
                SELECT message_id, audience, arg_max(progress, seen) AS progress, count(*) AS deliveries, min(seen) AS seen,
                    max(elapsed) AS elapsed
                FROM delivery GROUP BY message_id, audience
            ), received AS (
                SELECT message_id, min(seen) AS seen, max(elapsed) AS elapsed, sum(deliveries) AS deliveries,
                    CASE WHEN bool_or(progress = 4) THEN 'failed' WHEN bool_or(progress = 1) THEN 'received'
                        WHEN bool_or(progress = 2) THEN 'processing' ELSE 'done' END AS state
                FROM audience GROUP BY message_id
            ), receivers AS (
                SELECT message_id, list(DISTINCT module ORDER BY module) AS modules FROM delivery GROUP BY message_id
            ), sending AS (
                SELECT message_id, min(begun) AS seen, max(received_at) AS known_at,
                    arg_min(module_type, timestamp) AS sender, any_value(endpoint) AS endpoint,
                    coalesce(bool_or(outcome = 'ok'), false) AS ok, bool_or(outcome IS NOT NULL) AS ended,
                    bool_or(bus) AS bus, max(elapsed_time) AS elapsed,
                    max(CASE WHEN starts_with(endpoint, 'CHANNEL ')
                        THEN TRY_CAST(json_extract_string(result, '$.receivers') AS BIGINT) END) AS listeners
                FROM mine WHERE role = 'sender' GROUP BY message_id
            ), attended AS (
                SELECT DISTINCT endpoint FROM event
                WHERE message_type = 'Received message' AND timestamp >= make_timestamp(?::BIGINT)
            ), replays AS (
                SELECT original AS message_id, count(*) AS replays FROM replayed_message
                WHERE outcome IN ('sending', 'sent', 'unknown') GROUP BY original
            ), message AS (
                SELECT message_id, any_value(correlation_id) AS correlation_id,
                    coalesce(any_value(CASE WHEN role = 'sender' THEN parent_message_id END),
                        any_value(parent_message_id)) AS parent,
                    min(begun) AS start, bool_or(bus) AS bus,
                    coalesce(arg_max(CASE WHEN role = 'receiver' THEN endpoint END, timestamp),
                        arg_max(CASE WHEN role = 'sender' THEN endpoint END, timestamp),
                        arg_max(endpoint, timestamp)) AS endpoint
                FROM mine GROUP BY message_id
            ), stage AS (
                SELECT m.message_id, m.parent, m.correlation_id, m.bus, m.endpoint, m.start, s.sender, v.modules,
                    coalesce(r.deliveries, 0) AS deliveries, epoch_us(r.seen) - epoch_us(s.seen) AS in_bus,
                    coalesce(r.elapsed, CASE WHEN NOT s.bus THEN s.elapsed END) AS handling,
                    coalesce(p.replays, 0) AS replays,
                    CASE WHEN r.state IS NOT NULL THEN r.state
                        WHEN s.message_id IS NULL THEN 'logged'
                        WHEN NOT s.ended THEN 'sending'
                        WHEN NOT s.ok THEN 'failed'
                        WHEN NOT s.bus THEN 'done'
                        WHEN s.listeners = 0 THEN 'unheard'
                        WHEN s.known_at < make_timestamp(?::BIGINT)
                            AND s.endpoint IN (SELECT endpoint FROM attended) THEN 'lost'
                        ELSE 'in_bus' END AS state
                FROM message m
                LEFT JOIN received r USING (message_id)
                LEFT JOIN receivers v USING (message_id)
                LEFT JOIN sending s USING (message_id)
                LEFT JOIN replays p USING (message_id)
            ), life AS (
                SELECT message_id, parent, correlation_id, CASE WHEN bus THEN 'message' ELSE 'call' END AS kind, endpoint,
                    CASE WHEN replays > 0 AND state <> 'done' THEN 'replayed' ELSE state END AS state,
                    epoch_us(start) AS start_us, sender, modules, deliveries,
                    CASE WHEN in_bus >= 0 THEN in_bus / 1e6 END AS in_bus, handling, replays
                FROM stage
            )
            """.formatted(StoredEvent.LONGEST_ACTION.toSeconds());

    /** What {@link #map} reads, in its order. */
    static final String COLUMNS =
            "message_id, parent, correlation_id, kind, endpoint, state, start_us, sender, modules,"
                    + " deliveries, in_bus, handling, replays";

    /** Whoever received at a destination so long before what is lost still counts as its receiver. */
    private static final Duration ATTENDED = Duration.ofDays(1);

    private MessageLives() {}

    /** The first parameter, in microseconds; the second is {@code lostBefore} itself. */
    static long attendedSince(Instant lostBefore) {
        return Micros.of(lostBefore.minus(ATTENDED));
    }

    static MessageSummary map(Row row) throws SQLException {
        return new MessageSummary(
                row.requiredUuid(1),
                row.uuid(2),
                row.requiredText(3),
                row.requiredText(4),
                row.requiredText(5),
                MessageState.valueOf(row.requiredText(6).toUpperCase(Locale.ROOT)),
                Micros.toInstant(row.number(7)),
                row.text(8),
                texts(row.list(9)),
                row.number(10),
                row.optionalDecimal(11),
                row.optionalDecimal(12),
                row.number(13));
    }

    private static List<String> texts(Object @Nullable [] list) {
        return list == null
                ? List.of()
                : Arrays.stream(list).map(String::valueOf).toList();
    }
}
