/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.function;

import static org.apache.flink.table.annotation.ArgumentTrait.REQUIRE_ON_TIME;
import static org.apache.flink.table.annotation.ArgumentTrait.SET_SEMANTIC_TABLE;

import java.nio.charset.StandardCharsets;
import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.StateHint;
import org.apache.flink.table.api.dataview.MapView;
import org.apache.flink.table.functions.ProcessTableFunction;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * {@code UNATTENDED}: a destination to which messages are sent and at which none is received any more, although somebody has
 * received there before.
 *
 * <p>The table, partitioned by the destination, has exactly these columns: the key, the time of arrival (the time attribute),
 * {@code sent} (true for a message that is sent, false for one that is received), the message's id (or NULL), the deadline in
 * seconds, how many messages must have been sent at least, and what is handed through: correlation id (of the first message that
 * nobody received) and module type (of the last receiver). A message counts as sent when that arrives; not at all if it is one of
 * the last {@link RecentKeys} that were received, because then its sender alone is late. A row comes out when enough was sent since the last receipt and the deadline has passed since the first
 * of it, with {@code unattended} true, and another with false when something is received again.
 */
@DataTypeHint(
        "ROW<unattended BOOLEAN, sent BIGINT, waited DOUBLE, deadline DOUBLE, correlation_id STRING, module_type STRING>")
public final class Unattended extends ProcessTableFunction<Row> {

    /** What it is called in SQL. */
    public static final String NAME = "UNATTENDED";

    private static final long serialVersionUID = 1;

    private static final double MILLIS = 1000;
    private static final String DEADLINE = "deadline";

    private static final int SENT = 2;
    private static final int MESSAGE_ID = 3;
    private static final int DEADLINE_SECONDS = 4;
    private static final int LEAST = 5;
    private static final int CORRELATION_ID = 6;
    private static final int MODULE_TYPE = 7;

    /** What happens at the destination. Public fields, because that is what Flink's serializer takes. */
    public static final class Destination {
        public @Nullable String receiver;
        public @Nullable Long since;
        public @Nullable Double deadline;
        public @Nullable Double least;
        public @Nullable String correlationId;
        public long sent;
        public boolean told;
    }

    public void eval(
            Context context,
            @StateHint(ttl = KeyPages.FOR_EVER) Destination destination,
            @StateHint(ttl = KeyPages.FOR_EVER) MapView<Integer, byte[]> received,
            @ArgumentHint(
                            value = {SET_SEMANTIC_TABLE, REQUIRE_ON_TIME},
                            type =
                                    @DataTypeHint(
                                            "ROW<key STRING, received_at TIMESTAMP_LTZ(3), sent BOOLEAN, message_id STRING,"
                                                    + " deadline DOUBLE, least DOUBLE, correlation_id STRING,"
                                                    + " module_type STRING>"))
                    Row input)
            throws Exception {
        TimeContext<Long> clock = context.timeContext(Long.class);
        RecentKeys known = new RecentKeys(received);
        String message = input.getFieldAs(MESSAGE_ID);
        Long id = message == null ? null : KeyHash.of(message.getBytes(StandardCharsets.UTF_8));
        if (Boolean.TRUE.equals(input.getField(SENT))) {
            if (destination.receiver != null && (id == null || !known.contains(id))) {
                sent(clock, destination, input);
            }
            return;
        }
        if (id != null) {
            known.add(id);
        }
        if (destination.told) {
            collect(row(destination, false, clock.time()));
        }
        destination.receiver = input.getFieldAs(MODULE_TYPE);
        destination.since = null;
        destination.correlationId = null;
        destination.sent = 0;
        destination.told = false;
        clock.clearTimer(DEADLINE);
    }

    private void sent(TimeContext<Long> clock, Destination destination, Row input) {
        destination.sent++;
        destination.deadline = input.getFieldAs(DEADLINE_SECONDS);
        destination.least = input.getFieldAs(LEAST);
        if (destination.since == null) {
            destination.since = clock.time();
            destination.correlationId = input.getFieldAs(CORRELATION_ID);
            Long watermark = clock.currentWatermark();
            long deadline = clock.time() + Math.round(input.<Double>getFieldAs(DEADLINE_SECONDS) * MILLIS) + 1;
            clock.registerOnTime(DEADLINE, watermark == null ? deadline : Math.max(deadline, watermark + 1));
        } else {
            tell(destination, clock.time());
        }
    }

    public void onTimer(OnTimerContext context, Destination destination, MapView<Integer, byte[]> received) {
        tell(destination, context.timeContext(Long.class).time());
    }

    /** Once, if it is so by now. */
    private void tell(Destination destination, long time) {
        Long since = destination.since;
        Double deadline = destination.deadline;
        Double least = destination.least;
        if (since != null
                && deadline != null
                && least != null
                && !destination.told
                && destination.sent >= least
                && time - since > deadline * MILLIS) {
            collect(row(destination, true, time));
            destination.told = true;
        }
    }

    private static Row row(Destination destination, boolean unattended, long time) {
        Long since = destination.since;
        return Row.of(
                unattended,
                destination.sent,
                since == null ? null : (time - since) / MILLIS,
                destination.deadline,
                destination.correlationId,
                destination.receiver);
    }
}
