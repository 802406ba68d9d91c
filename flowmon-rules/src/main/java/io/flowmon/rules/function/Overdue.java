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
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.StateHint;
import org.apache.flink.table.api.dataview.ListView;
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
 * <p>The last column is {@code known}: how far time had come where the row comes from, if that is another function, and NULL
 * otherwise. On a cluster, time comes over several ways and the row over one of them; a row that is early waits for it, so that it is
 * known what was overdue before.
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

    /** Of a beginning: module type, module id, endpoint, consumer group, and the module whose event is missing. */
    private static final int[] HANDED_THROUGH = {6, 7, 8, 9, 10};

    private static final int[] NOTHING = {};
    private static final int KNOWN = 11;
    private static final int TO_MILLIS = 3;

    public void eval(
            Context context,
            @StateHint(ttl = KeyPages.FOR_EVER) MapView<Integer, byte[]> pages,
            @StateHint(ttl = KeyPages.FOR_EVER) MapView<Long, byte[]> contexts,
            @StateHint(ttl = KeyPages.FOR_EVER) ListView<byte[]> early,
            @ArgumentHint(
                            value = {SET_SEMANTIC_TABLE, REQUIRE_ON_TIME},
                            type =
                                    @DataTypeHint(
                                            value =
                                                    "ROW<bucket INT, key STRING, received_at TIMESTAMP_LTZ(3), waits BOOLEAN,"
                                                            + " deadline DOUBLE, correlation_id STRING, module_type STRING,"
                                                            + " module_id STRING, endpoint STRING, consumer_group STRING,"
                                                            + " missing_from STRING, known TIMESTAMP_LTZ(3)>",
                                            bridgedTo = RowData.class))
                    RowData input,
            @ArgumentHint(name = "in_time", isOptional = true) @Nullable Boolean inTime)
            throws Exception {
        if (input.isNullAt(KEY) || input.isNullAt(DEADLINE)) {
            return;
        }
        TimeContext<Long> clock = context.timeContext(Long.class);
        KeyPages keys = new KeyPages(pages, clock);
        boolean waits = !input.isNullAt(WAITS) && input.getBoolean(WAITS);
        Arrival arrival = new Arrival(
                clock.time(),
                input.isNullAt(KNOWN)
                        ? Long.MIN_VALUE
                        : input.getTimestamp(KNOWN, TO_MILLIS).getMillisecond(),
                KeyHash.of(input.getString(KEY)),
                waits,
                Boolean.TRUE.equals(inTime),
                waits ? Texts.text(input, CORRELATION_ID) : null,
                Texts.packed(input.getDouble(DEADLINE), input, waits ? HANDED_THROUGH : NOTHING));
        if (arrival.known > keys.passed()) {
            early.add(arrival.bytes());
            clock.registerOnTime(arrival.known);
        } else {
            take(arrival, keys, new Contexts(contexts));
        }
    }

    public void onTimer(
            OnTimerContext context,
            MapView<Integer, byte[]> pages,
            MapView<Long, byte[]> contexts,
            ListView<byte[]> early)
            throws Exception {
        KeyPages keys = new KeyPages(pages, context.timeContext(Long.class));
        Contexts shared = new Contexts(contexts);
        keys.onTimer((record, now) -> {
            Waiting next = passTime(Waiting.of(record), now, shared);
            return next == null ? null : next.bytes();
        });
        List<byte[]> later = new ArrayList<>();
        boolean some = false;
        for (byte[] bytes : early.get()) {
            Arrival arrival = Arrival.of(bytes);
            if (arrival.known > keys.passed()) {
                later.add(bytes);
            } else {
                take(arrival, keys, shared);
                some = true;
            }
        }
        if (later.isEmpty()) {
            early.clear();
        } else if (some) {
            early.setList(later);
        }
    }

    private void take(Arrival arrival, KeyPages keys, Contexts shared) throws Exception {
        byte[] known = keys.get(arrival.key);
        Waiting before = known == null ? null : Waiting.of(known);
        Waiting now = before == null ? null : passTime(before, keys.passed(), shared);
        Waiting after = arrival.waits ? begin(now, arrival, shared) : end(now, arrival, shared);
        if (after == null) {
            if (before != null) {
                keys.remove(arrival.key);
            }
        } else if (!after.equals(before)) {
            keys.put(arrival.key, after.bytes());
        }
    }

    private @Nullable Waiting begin(@Nullable Waiting waiting, Arrival arrival, Contexts shared) throws Exception {
        if (waiting != null && waiting.phase() != Waiting.Phase.CAME) {
            return waiting;
        }
        long time = arrival.time;
        if (waiting == null) {
            return new Waiting(
                    Waiting.Phase.WAITS,
                    time + arrival.deadline() + 1,
                    time,
                    shared.hold(arrival.context),
                    arrival.correlationId);
        }
        if (arrival.tellsAll) {
            tell(time, null, time, arrival.correlationId, ByteBuffer.wrap(arrival.context));
        }
        return null;
    }

    private @Nullable Waiting end(@Nullable Waiting waiting, Arrival arrival, Contexts shared) throws Exception {
        if (waiting == null || waiting.phase() == Waiting.Phase.CAME) {
            return Waiting.came(forget(arrival.time + arrival.deadline()));
        }
        if (waiting.phase() == Waiting.Phase.TOLD) {
            tell(waiting, false, arrival.time, shared);
        } else if (arrival.tellsAll) {
            tell(waiting, null, arrival.time, shared);
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
        tell(at, overdue, waiting.since(), waiting.correlationId(), shared.get(waiting.context()));
    }

    private void tell(
            long at, @Nullable Boolean overdue, long since, @Nullable String correlationId, ByteBuffer context) {
        collect(Row.of(
                Instant.ofEpochMilli(at),
                overdue,
                (at - since) / MILLIS,
                context.getDouble(),
                correlationId,
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
}
