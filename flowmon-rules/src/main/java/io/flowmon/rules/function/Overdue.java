/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.function;

import static org.apache.flink.table.annotation.ArgumentTrait.REQUIRE_ON_TIME;
import static org.apache.flink.table.annotation.ArgumentTrait.SET_SEMANTIC_TABLE;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.StateHint;
import org.apache.flink.table.api.dataview.MapView;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.ProcessTableFunction;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * {@code OVERDUE}: what was begun or sent, and did not come to its end within its deadline. {@code MATCH_RECOGNIZE} cannot
 * say that, because it reports no timed-out patterns (FLINK-18642).
 *
 * <p>The table, partitioned by a number that spreads keys, has exactly these columns: that number, the key of what belongs
 * together, the time of arrival (the time attribute, by which the deadline is measured: a wrong clock makes nothing overdue),
 * {@code waits} (true where the waiting begins, false where it ends), the deadline in seconds (of an end: how long it waits for a
 * beginning that is read after it), and what is handed through: correlation id, module type, module id, endpoint, consumer group,
 * and the module whose event is missing. A row comes out at most a second after the deadline is over, with {@code overdue} true,
 * when that was ({@code at}) and the seconds that were {@code waited}, and another with false if the end comes after all; with
 * the argument {@code in_time} also a row with NULL for an end in time.
 *
 * <p>A key is remembered by its {@link KeyHash}.
 */
@DataTypeHint("ROW<`at` TIMESTAMP_LTZ(3), overdue BOOLEAN, waited DOUBLE, deadline DOUBLE, correlation_id STRING,"
        + " module_type STRING, module_id STRING, endpoint STRING, consumer_group STRING, missing_from STRING>")
public final class Overdue extends ProcessTableFunction<Row> {

    /** What it is called in SQL. */
    public static final String NAME = "OVERDUE";

    private static final long serialVersionUID = 1;

    private static final double MILLIS = 1000;

    /** So long an end that comes too late can still correct what was reported. */
    private static final long MEMORY = Duration.ofMinutes(10).toMillis();

    private static final long BETWEEN_FORGETTING = Duration.ofSeconds(10).toMillis();

    private static final int KEY = 1;
    private static final int WAITS = 3;
    private static final int DEADLINE = 4;
    private static final int CORRELATION_ID = 5;
    private static final int MODULE_TYPE = 6;
    private static final int MODULE_ID = 7;
    private static final int ENDPOINT = 8;
    private static final int CONSUMER_GROUP = 9;
    private static final int MISSING_FROM = 10;

    public void eval(
            Context context,
            @StateHint(ttl = KeyPages.FOR_EVER) MapView<Integer, byte[]> pages,
            @StateHint(ttl = KeyPages.FOR_EVER) MapView<Long, byte[]> contexts,
            @ArgumentHint(
                            value = {SET_SEMANTIC_TABLE, REQUIRE_ON_TIME},
                            type =
                                    @DataTypeHint(
                                            value =
                                                    "ROW<bucket INT, key STRING, received_at TIMESTAMP_LTZ(3), waits BOOLEAN,"
                                                            + " deadline DOUBLE, correlation_id STRING, module_type STRING,"
                                                            + " module_id STRING, endpoint STRING, consumer_group STRING,"
                                                            + " missing_from STRING>",
                                            bridgedTo = RowData.class))
                    RowData input,
            @ArgumentHint(name = "in_time", isOptional = true) @Nullable Boolean inTime)
            throws Exception {
        if (input.isNullAt(KEY) || input.isNullAt(DEADLINE)) {
            return;
        }
        TimeContext<Long> clock = context.timeContext(Long.class);
        KeyPages keys = new KeyPages(pages, clock);
        Contexts shared = new Contexts(contexts);
        long key = KeyHash.of(input.getString(KEY));
        byte[] known = keys.get(key);
        Waiting before = known == null ? null : Waiting.of(known);
        Waiting now = before == null ? null : passTime(before, keys.passed(), shared);
        boolean tellsAll = Boolean.TRUE.equals(inTime);
        boolean waits = !input.isNullAt(WAITS) && input.getBoolean(WAITS);
        Waiting after = waits
                ? begin(now, clock.time(), input, shared, tellsAll)
                : end(now, clock.time(), input, shared, tellsAll);
        if (after == null) {
            if (before != null) {
                keys.remove(key);
            }
        } else if (!after.equals(before)) {
            keys.put(key, after.bytes());
        }
    }

    public void onTimer(OnTimerContext context, MapView<Integer, byte[]> pages, MapView<Long, byte[]> contexts)
            throws Exception {
        KeyPages keys = new KeyPages(pages, context.timeContext(Long.class));
        Contexts shared = new Contexts(contexts);
        keys.onTimer((record, now) -> {
            Waiting next = passTime(Waiting.of(record), now, shared);
            return next == null ? null : next.bytes();
        });
    }

    private @Nullable Waiting begin(
            @Nullable Waiting waiting, long time, RowData input, Contexts shared, boolean tellsAll) throws Exception {
        if (waiting != null && waiting.phase() != Waiting.Phase.CAME) {
            return waiting;
        }
        if (waiting == null) {
            byte[] context = Texts.packed(
                    input.getDouble(DEADLINE), input, MODULE_TYPE, MODULE_ID, ENDPOINT, CONSUMER_GROUP, MISSING_FROM);
            return new Waiting(
                    Waiting.Phase.WAITS,
                    time + millis(input) + 1,
                    time,
                    shared.hold(context),
                    Texts.text(input, CORRELATION_ID));
        }
        if (tellsAll) {
            collect(Row.of(
                    Instant.ofEpochMilli(time),
                    null,
                    0.0,
                    input.getDouble(DEADLINE),
                    Texts.text(input, CORRELATION_ID),
                    Texts.text(input, MODULE_TYPE),
                    Texts.text(input, MODULE_ID),
                    Texts.text(input, ENDPOINT),
                    Texts.text(input, CONSUMER_GROUP),
                    Texts.text(input, MISSING_FROM)));
        }
        return null;
    }

    private @Nullable Waiting end(
            @Nullable Waiting waiting, long time, RowData input, Contexts shared, boolean tellsAll) throws Exception {
        if (waiting == null || waiting.phase() == Waiting.Phase.CAME) {
            return Waiting.came(forget(time + millis(input)));
        }
        if (waiting.phase() == Waiting.Phase.TOLD) {
            tell(waiting, false, time, shared);
        } else if (tellsAll) {
            tell(waiting, null, time, shared);
        }
        shared.release(waiting.context());
        return null;
    }

    /** What becomes of it when it is so late, whenever that is noticed; null if it is forgotten. */
    private @Nullable Waiting passTime(Waiting waiting, long now, Contexts shared) throws Exception {
        Waiting next = waiting;
        if (next.phase() == Waiting.Phase.WAITS && next.due() <= now) {
            tell(next, true, next.due(), shared);
            next = next.told(forget(next.due() + MEMORY));
        }
        if (next.due() > now) {
            return next;
        }
        if (next.phase() != Waiting.Phase.CAME) {
            shared.release(next.context());
        }
        return null;
    }

    private void tell(Waiting waiting, @Nullable Boolean overdue, long at, Contexts shared) throws Exception {
        ByteBuffer context = shared.get(waiting.context());
        collect(Row.of(
                Instant.ofEpochMilli(at),
                overdue,
                (at - waiting.since()) / MILLIS,
                context.getDouble(),
                waiting.correlationId(),
                Texts.read(context),
                Texts.read(context),
                Texts.read(context),
                Texts.read(context),
                Texts.read(context)));
    }

    /** Not at once, so that many are forgotten together. */
    private static long forget(long time) {
        return (Math.floorDiv(time, BETWEEN_FORGETTING) + 1) * BETWEEN_FORGETTING;
    }

    private static long millis(RowData input) {
        return Math.round(input.getDouble(DEADLINE) * MILLIS);
    }
}
