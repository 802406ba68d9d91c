/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.function;

import static org.apache.flink.table.annotation.ArgumentTrait.REQUIRE_ON_TIME;
import static org.apache.flink.table.annotation.ArgumentTrait.SET_SEMANTIC_TABLE;

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
 * begins, false where it ends), the deadline in seconds (of an end: how long it waits for a beginning that is read after it), and what is handed through: correlation id, module type, module id,
 * endpoint. A row comes out when the deadline is over, with {@code overdue} true and the seconds that were {@code waited}, and
 * another with false if the end comes after all; with the argument {@code in_time} also a row with NULL for an end in time.
 */
@DataTypeHint("ROW<overdue BOOLEAN, waited DOUBLE, deadline DOUBLE, correlation_id STRING, module_type STRING,"
        + " module_id STRING, endpoint STRING>")
public final class Overdue extends ProcessTableFunction<Row> {

    /** What it is called in SQL. */
    public static final String NAME = "OVERDUE";

    private static final long serialVersionUID = 1;

    private static final double MILLIS = 1000;
    private static final String DEADLINE = "deadline";
    private static final String FORGET = "forget";

    /** So long an end that comes too late can still correct what was reported. */
    private static final Duration MEMORY = Duration.ofMinutes(10);

    /** What is being waited for. Public fields, because that is what Flink's serializer takes. */
    public static final class Waiting {
        public @Nullable Long since;
        public @Nullable Double deadline;
        public @Nullable String correlationId;
        public @Nullable String moduleType;
        public @Nullable String moduleId;
        public @Nullable String endpoint;
        public @Nullable Boolean came;
        public @Nullable Boolean told;
    }

    public void eval(
            Context context,
            @StateHint Waiting waiting,
            @ArgumentHint(
                            value = {SET_SEMANTIC_TABLE, REQUIRE_ON_TIME},
                            type =
                                    @DataTypeHint(
                                            "ROW<key STRING, received_at TIMESTAMP_LTZ(3), waits BOOLEAN, deadline DOUBLE,"
                                                    + " correlation_id STRING, module_type STRING, module_id STRING,"
                                                    + " endpoint STRING>"))
                    Row input,
            @ArgumentHint(name = "in_time", isOptional = true) @Nullable Boolean inTime) {
        TimeContext<Long> time = context.timeContext(Long.class);
        boolean tellsAll = Boolean.TRUE.equals(inTime);
        if (Boolean.TRUE.equals(input.getField(2))) {
            begin(context, time, waiting, input, tellsAll);
        } else if (Boolean.TRUE.equals(waiting.told)) {
            collect(row(waiting, false, time.time()));
            context.clearAll();
        } else if (waiting.since != null) {
            if (tellsAll) {
                collect(row(waiting, null, time.time()));
            }
            context.clearAll();
        } else {
            waiting.came = true;
            wakeUp(time, FORGET, time.time() + millis(input));
        }
    }

    private void begin(Context context, TimeContext<Long> time, Waiting waiting, Row input, boolean tellsAll) {
        if (waiting.since != null) {
            return;
        }
        waiting.since = time.time();
        waiting.deadline = input.getFieldAs(3);
        waiting.correlationId = input.getFieldAs(4);
        waiting.moduleType = input.getFieldAs(5);
        waiting.moduleId = input.getFieldAs(6);
        waiting.endpoint = input.getFieldAs(7);
        if (!Boolean.TRUE.equals(waiting.came)) {
            wakeUp(time, DEADLINE, time.time() + millis(input) + 1);
            return;
        }
        if (tellsAll) {
            collect(row(waiting, null, time.time()));
        }
        context.clearAll();
    }

    private static long millis(Row input) {
        return Math.round(input.<Double>getFieldAs(3) * MILLIS);
    }

    public void onTimer(OnTimerContext context, Waiting waiting) {
        TimeContext<Long> time = context.timeContext(Long.class);
        if (DEADLINE.equals(context.currentTimer()) && waiting.since != null) {
            collect(row(waiting, true, time.time()));
            waiting.told = true;
            wakeUp(time, FORGET, time.time() + MEMORY.toMillis());
        } else {
            context.clearAll();
        }
    }

    /** Flink forgets a timer whose time has gone by already: then it is the next moment that there is. */
    private static void wakeUp(TimeContext<Long> clock, String timer, long time) {
        Long watermark = clock.currentWatermark();
        clock.registerOnTime(timer, watermark == null ? time : Math.max(time, watermark + 1));
    }

    private static Row row(Waiting waiting, @Nullable Boolean overdue, long time) {
        Long since = waiting.since;
        return Row.of(
                overdue,
                since == null ? null : (time - since) / MILLIS,
                waiting.deadline,
                waiting.correlationId,
                waiting.moduleType,
                waiting.moduleId,
                waiting.endpoint);
    }
}
