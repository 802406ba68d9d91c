/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.function;

import static org.apache.flink.table.annotation.ArgumentTrait.REQUIRE_ON_TIME;
import static org.apache.flink.table.annotation.ArgumentTrait.SET_SEMANTIC_TABLE;

import java.io.DataInputStream;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.StateHint;
import org.apache.flink.table.functions.ProcessTableFunction;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * {@code OVERDUE}: what was begun or sent, and did not come to its end within its deadline. {@code MATCH_RECOGNIZE} cannot
 * say that, because it reports no timed-out patterns (FLINK-18642).
 *
 * <p>The table, partitioned by what belongs together, has exactly these columns: the key, the time of arrival (the time
 * attribute, by which the deadline is measured: a wrong clock makes nothing overdue), {@code waits} (true where the waiting
 * begins, false where it ends), the deadline in seconds (of an end: how long it waits for a beginning that is read after it),
 * and what is handed through: correlation id, module type, module id, endpoint. A row comes out when the deadline is over, with {@code overdue} true and the seconds that were {@code waited}, and
 * another with false if the end comes after all; with the argument {@code in_time} also a row with NULL for an end in time.
 */
@DataTypeHint("ROW<overdue BOOLEAN, waited DOUBLE, deadline DOUBLE, correlation_id STRING, module_type STRING,"
        + " module_id STRING, endpoint STRING>")
public final class Overdue extends ProcessTableFunction<Row> {

    /** What it is called in SQL. */
    public static final String NAME = "OVERDUE";

    private static final long serialVersionUID = 1;

    private static final double MILLIS = 1000;

    /** So long an end that comes too late can still correct what was reported. */
    private static final Duration MEMORY = Duration.ofMinutes(10);

    public void eval(
            Context context,
            @StateHint(ttl = PackedState.FOR_EVER) PackedState state,
            @ArgumentHint(
                            value = {SET_SEMANTIC_TABLE, REQUIRE_ON_TIME},
                            type =
                                    @DataTypeHint(
                                            "ROW<key STRING, received_at TIMESTAMP_LTZ(3), waits BOOLEAN, deadline DOUBLE,"
                                                    + " correlation_id STRING, module_type STRING, module_id STRING,"
                                                    + " endpoint STRING>"))
                    Row input,
            @ArgumentHint(name = "in_time", isOptional = true) @Nullable Boolean inTime)
            throws IOException {
        TimeContext<Long> clock = context.timeContext(Long.class);
        Waiting waiting = Waiting.read(state);
        boolean tellsAll = Boolean.TRUE.equals(inTime);
        if (!Boolean.TRUE.equals(input.getField(2))) {
            end(context, clock, state, waiting, input, tellsAll);
        } else if (waiting == null) {
            long due = wakeUp(clock, clock.time() + millis(input) + 1);
            Waiting.begun(clock.time(), due, input).write(state);
        } else if (waiting.phase == Phase.CAME) {
            if (tellsAll) {
                collect(Waiting.begun(clock.time(), waiting.due, input).row(null, clock.time()));
            }
            forget(context, clock, waiting);
        }
    }

    private void end(
            Context context,
            TimeContext<Long> clock,
            PackedState state,
            @Nullable Waiting waiting,
            Row input,
            boolean tellsAll) {
        if (waiting == null || waiting.phase == Phase.CAME) {
            if (waiting != null) {
                clock.clearTimer(waiting.due);
            }
            Waiting.came(wakeUp(clock, clock.time() + millis(input))).write(state);
            return;
        }
        if (waiting.phase == Phase.TOLD) {
            collect(waiting.row(false, clock.time()));
        } else if (tellsAll) {
            collect(waiting.row(null, clock.time()));
        }
        forget(context, clock, waiting);
    }

    public void onTimer(OnTimerContext context, PackedState state) throws IOException {
        TimeContext<Long> clock = context.timeContext(Long.class);
        Waiting waiting = Waiting.read(state);
        if (waiting != null && waiting.phase == Phase.WAITS) {
            collect(waiting.row(true, clock.time()));
            waiting.told(wakeUp(clock, clock.time() + MEMORY.toMillis())).write(state);
        } else {
            context.clearAllState();
        }
    }

    /** Clearing all timers would look at those of all keys. */
    private static void forget(Context context, TimeContext<Long> clock, Waiting waiting) {
        clock.clearTimer(waiting.due);
        context.clearAllState();
    }

    private static long millis(Row input) {
        return Math.round(input.<Double>getFieldAs(3) * MILLIS);
    }

    /** Flink forgets a timer whose time has gone by already: then it is the next moment that there is. */
    private static long wakeUp(TimeContext<Long> clock, long time) {
        Long watermark = clock.currentWatermark();
        long due = watermark == null ? time : Math.max(time, watermark + 1);
        clock.registerOnTime(due);
        return due;
    }

    /** Where a key is. */
    private enum Phase {
        /** It has begun. */
        WAITS,
        /** It is overdue, and that was reported. */
        TOLD,
        /** The end has come, the beginning has not. */
        CAME;

        static Phase of(char initial) {
            return switch (initial) {
                case 'W' -> WAITS;
                case 'T' -> TOLD;
                default -> CAME;
            };
        }
    }

    /**
     * What is being waited for.
     *
     * @param due when the one timer is that it has
     */
    private record Waiting(
            Phase phase,
            long due,
            long since,
            double deadline,
            @Nullable String correlationId,
            @Nullable String moduleType,
            @Nullable String moduleId,
            @Nullable String endpoint) {

        static Waiting begun(long time, long due, Row input) {
            return new Waiting(
                    Phase.WAITS,
                    due,
                    time,
                    input.<Double>getFieldAs(3),
                    input.getFieldAs(4),
                    input.getFieldAs(5),
                    input.getFieldAs(6),
                    input.getFieldAs(7));
        }

        static Waiting came(long due) {
            return new Waiting(Phase.CAME, due, 0, 0, null, null, null, null);
        }

        Waiting told(long nextDue) {
            return new Waiting(Phase.TOLD, nextDue, since, deadline, correlationId, moduleType, moduleId, endpoint);
        }

        void write(PackedState state) {
            state.write(out -> {
                out.writeByte(phase.name().charAt(0));
                out.writeLong(due);
                if (phase != Phase.CAME) {
                    out.writeLong(since);
                    out.writeDouble(deadline);
                    PackedState.writeText(out, correlationId);
                    PackedState.writeText(out, moduleType);
                    PackedState.writeText(out, moduleId);
                    PackedState.writeText(out, endpoint);
                }
            });
        }

        static @Nullable Waiting read(PackedState state) throws IOException {
            DataInputStream in = state.read();
            if (in == null) {
                return null;
            }
            Phase phase = Phase.of((char) in.readByte());
            long due = in.readLong();
            return phase == Phase.CAME
                    ? came(due)
                    : new Waiting(
                            phase,
                            due,
                            in.readLong(),
                            in.readDouble(),
                            PackedState.readText(in),
                            PackedState.readText(in),
                            PackedState.readText(in),
                            PackedState.readText(in));
        }

        Row row(@Nullable Boolean overdue, long time) {
            return Row.of(overdue, (time - since) / MILLIS, deadline, correlationId, moduleType, moduleId, endpoint);
        }
    }
}
