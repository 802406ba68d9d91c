/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.load;

import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.store.duckdb.Micros;
import io.flowmon.server.store.duckdb.query.Row;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * One event. What has a name or an id is told by a {@link Code}, since reading a text costs as much as reading fifty numbers.
 * Times are microseconds since 1970, durations seconds.
 *
 * @param flow code of the correlation id
 * @param instance code of module and instance
 * @param action code of the action's id, or else of the message's, or else of the event's
 * @param identified whether it is the action's or the message's
 * @param message {@link Code#NONE} where there is none
 * @param parent the message in whose action this one was sent; {@link Code#NONE} where there is none
 * @param peer {@link Code#NONE} where there is none
 * @param weight how many events it stands for
 */
record LoadEvent(
        long flow,
        long instance,
        long endpoint,
        long action,
        boolean identified,
        long message,
        long parent,
        long peer,
        boolean receiver,
        boolean sender,
        boolean received,
        boolean started,
        boolean ok,
        double weight,
        long moment,
        @Nullable Long begun,
        @Nullable Double elapsed) {

    static final String SQL = "SELECT "
            + String.join(", ", Code.FLOW, Code.INSTANCE, Code.ENDPOINT, """
                    %s, action_id IS NOT NULL OR message_id IS NOT NULL,
                    %s, %s, %s, role = 'receiver', role = 'sender',
                    message_type = 'Received message', message_type = 'Start processing', coalesce(outcome, 'ok') = 'ok',
                    1 / sample_rate, epoch_us(timestamp), epoch_us(begin_timestamp),
                    CASE WHEN elapsed_time > %d THEN %d
                        ELSE coalesce(elapsed_time, (epoch_us(end_timestamp) - epoch_us(begin_timestamp)) / 1e6) END
                    """.formatted(
                            Code.of("coalesce(action_id, message_id, event_id)"),
                            Code.MESSAGE,
                            Code.optional("parent_message_id"),
                            Code.PEER,
                            StoredEvent.LONGEST_ACTION.toSeconds(),
                            StoredEvent.LONGEST_ACTION.toSeconds()))
            + " FROM event WHERE " + Micros.IN_RANGE;

    static LoadEvent map(Row row) throws SQLException {
        return new LoadEvent(
                row.number(1),
                row.number(2),
                row.number(3),
                row.number(4),
                row.flag(5),
                row.number(6),
                row.number(7),
                row.number(8),
                row.flag(9),
                row.flag(10),
                row.flag(11),
                row.flag(12),
                row.flag(13),
                row.decimal(14),
                row.number(15),
                row.optionalNumber(16),
                row.optionalDecimal(17));
    }

    /** Whether an action can be told by it. */
    boolean isReceipt() {
        return receiver && (identified || elapsed != null);
    }

    /** When what it tells of began, as far as it says: at the latest when it was written. */
    long beginning() {
        return Math.min(moment, begin());
    }

    /** When it says that it began, or how long it took; otherwise when it was written. */
    long begin() {
        if (begun != null) {
            return begun;
        }
        return elapsed == null ? moment : moment - Micros.ofSeconds(elapsed);
    }
}
