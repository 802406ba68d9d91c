/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.function;

import static org.apache.flink.table.annotation.ArgumentTrait.REQUIRE_ON_TIME;
import static org.apache.flink.table.annotation.ArgumentTrait.SET_SEMANTIC_TABLE;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.StateHint;
import org.apache.flink.table.functions.ProcessTableFunction;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * {@code FLOW_DURATION}: flows that take longer than their threshold, from the first event to the last, as soon as that is
 * certain: also while they are still running.
 *
 * <p>The table, partitioned by correlation id, has exactly these columns: the correlation id, the time of arrival (the time
 * attribute, by which running flows are timed), the time of the event (by which all others are), {@code opened} (how many actions and messages more are under way after this event, or fewer), the threshold in seconds,
 * module type and endpoint. A row comes out when the threshold is exceeded, and another whenever it then comes to an end
 * for the time being, with nothing under way. Both name the module and endpoint of the flow's first event, and its threshold.
 */
@DataTypeHint(
        "ROW<at TIMESTAMP_LTZ(3), seconds DOUBLE, running BOOLEAN, first_report BOOLEAN, threshold DOUBLE, module_type STRING,"
                + " endpoint STRING>")
public final class FlowDuration extends ProcessTableFunction<Row> {

    /** What it is called in SQL. */
    public static final String NAME = "FLOW_DURATION";

    private static final long serialVersionUID = 1;

    private static final String SLOW = "slow";
    private static final String FORGET = "forget";

    /** After the last event of a flow with nothing under way. What comes later is a flow of its own. */
    private static final Duration LINGER = Duration.ofSeconds(10);

    /** After the last event of a flow with something under way. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final double MILLIS = 1000;

    /** A flow under way. Public fields, because that is what Flink's serializer takes. */
    public static final class Running {
        public @Nullable Long arrived;
        public @Nullable Long heard;
        public @Nullable Long began;
        public @Nullable Long last;
        public @Nullable Integer open;
        public @Nullable Double threshold;
        public @Nullable String moduleType;
        public @Nullable String endpoint;
        public @Nullable Double reported;
    }

    public void eval(
            Context context,
            @StateHint Running flow,
            @ArgumentHint(
                            value = {SET_SEMANTIC_TABLE, REQUIRE_ON_TIME},
                            type = @DataTypeHint("ROW<correlation_id STRING, received_at TIMESTAMP_LTZ(3),"
                                            + " event_time TIMESTAMP_LTZ(3), opened INT,"
                                            + " threshold DOUBLE, module_type STRING, endpoint STRING>"))
                    Row input) {
        TimeContext<Long> clock = context.timeContext(Long.class);
        long arrived = clock.time();
        long time = input.<Instant>getFieldAs(2).toEpochMilli();
        if (flow.arrived == null) {
            flow.arrived = arrived;
            wakeUp(clock, FORGET, arrived + LINGER.toMillis());
        }
        if (flow.began == null || time < flow.began) {
            double threshold = input.<Double>getFieldAs(4);
            flow.began = time;
            flow.threshold = threshold;
            flow.moduleType = input.getFieldAs(5);
            flow.endpoint = input.getFieldAs(6);
            wakeUp(clock, SLOW, flow.arrived + Math.round(threshold * MILLIS) + 1);
        }
        long last = flow.last == null ? time : Math.max(flow.last, time);
        flow.last = last;
        flow.heard = arrived;
        flow.open = (flow.open == null ? 0 : flow.open) + input.<Integer>getFieldAs(3);
        report(flow, (last - flow.began) / MILLIS, last);
    }

    public void onTimer(OnTimerContext context, Running flow) {
        TimeContext<Long> clock = context.timeContext(Long.class);
        Long arrived = flow.arrived;
        Long heard = flow.heard;
        if (arrived == null || heard == null) {
            context.clearAll();
            return;
        }
        long now = clock.time();
        if (SLOW.equals(context.currentTimer())) {
            if (isOpen(flow)) {
                report(flow, (now - arrived) / MILLIS, now);
            }
            return;
        }
        long forget = heard + (isOpen(flow) ? PATIENCE : LINGER).toMillis();
        if (forget <= now) {
            context.clearAll();
        } else {
            wakeUp(clock, FORGET, Math.min(forget, now + LINGER.toMillis()));
        }
    }

    private void report(Running flow, double seconds, long at) {
        Double threshold = flow.threshold;
        Double reported = flow.reported;
        boolean running = isOpen(flow);
        if (threshold != null && seconds > threshold && (reported == null || (!running && seconds > reported))) {
            flow.reported = seconds;
            collect(Row.of(
                    Instant.ofEpochMilli(at),
                    seconds,
                    running,
                    reported == null,
                    threshold,
                    flow.moduleType,
                    flow.endpoint));
        }
    }

    /** Flink forgets a timer whose time has gone by already: then it is the next moment that there is. */
    private static void wakeUp(TimeContext<Long> clock, String timer, long time) {
        Long watermark = clock.currentWatermark();
        clock.registerOnTime(timer, watermark == null ? time : Math.max(time, watermark + 1));
    }

    private static boolean isOpen(Running flow) {
        return flow.open != null && flow.open > 0;
    }
}
