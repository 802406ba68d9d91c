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
 * attribute, by which running flows are timed), the time of the event (by which all others are), {@code opened} (how many actions
 * and messages more are under way after this event, or fewer), the threshold in seconds, module type and endpoint. A row comes out when the threshold is exceeded, and another whenever it then comes to an end
 * for the time being, with nothing under way. Both name the module and endpoint of the flow's first event, and its threshold.
 */
@DataTypeHint(
        "ROW<at TIMESTAMP_LTZ(3), seconds DOUBLE, running BOOLEAN, first_report BOOLEAN, threshold DOUBLE, module_type STRING,"
                + " endpoint STRING>")
public final class FlowDuration extends ProcessTableFunction<Row> {

    /** What it is called in SQL. */
    public static final String NAME = "FLOW_DURATION";

    private static final long serialVersionUID = 1;

    /** After the last event of a flow with nothing under way. What comes later is a flow of its own. */
    private static final Duration LINGER = Duration.ofSeconds(10);

    /** After the last event of a flow with something under way. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final double MILLIS = 1000;

    public void eval(
            Context context,
            @StateHint(ttl = PackedState.FOR_EVER) PackedState state,
            @ArgumentHint(
                            value = {SET_SEMANTIC_TABLE, REQUIRE_ON_TIME},
                            type = @DataTypeHint("ROW<correlation_id STRING, received_at TIMESTAMP_LTZ(3),"
                                            + " event_time TIMESTAMP_LTZ(3), opened INT,"
                                            + " threshold DOUBLE, module_type STRING, endpoint STRING>"))
                    Row input)
            throws IOException {
        TimeContext<Long> clock = context.timeContext(Long.class);
        long arrived = clock.time();
        long time = input.<Instant>getFieldAs(2).toEpochMilli();
        Running flow = Running.read(state);
        if (flow == null) {
            flow = new Running(arrived, time);
            flow.forget = wakeUp(clock, arrived + LINGER.toMillis());
            begin(clock, flow, time, input);
        } else if (time < flow.began) {
            clearSlow(clock, flow);
            begin(clock, flow, time, input);
        }
        flow.last = Math.max(flow.last, time);
        flow.heard = arrived;
        flow.open += input.<Integer>getFieldAs(3);
        report(flow, (flow.last - flow.began) / MILLIS, flow.last);
        flow.write(state);
    }

    private static void begin(TimeContext<Long> clock, Running flow, long time, Row input) {
        flow.began = time;
        flow.threshold = input.<Double>getFieldAs(4);
        flow.moduleType = input.getFieldAs(5);
        flow.endpoint = input.getFieldAs(6);
        flow.slow = wakeUp(clock, flow.arrived + Math.round(flow.threshold * MILLIS) + 1);
    }

    public void onTimer(OnTimerContext context, PackedState state) throws IOException {
        TimeContext<Long> clock = context.timeContext(Long.class);
        long now = clock.time();
        Running flow = Running.read(state);
        if (flow == null) {
            return;
        }
        if (now == flow.slow && flow.isOpen()) {
            report(flow, (now - flow.arrived) / MILLIS, now);
        }
        if (now == flow.forget) {
            long forget = flow.heard + (flow.isOpen() ? PATIENCE : LINGER).toMillis();
            if (forget <= now) {
                clearSlow(clock, flow);
                context.clearAllState();
                return;
            }
            flow.forget = wakeUp(clock, Math.min(forget, now + LINGER.toMillis()));
        }
        flow.write(state);
    }

    /** Two timers of one key at the same time are one. */
    private static void clearSlow(TimeContext<Long> clock, Running flow) {
        if (flow.slow != flow.forget) {
            clock.clearTimer(flow.slow);
        }
    }

    private void report(Running flow, double seconds, long at) {
        boolean first = flow.reported < 0;
        boolean running = flow.isOpen();
        if (seconds > flow.threshold && (first || (!running && seconds > flow.reported))) {
            flow.reported = seconds;
            collect(Row.of(
                    Instant.ofEpochMilli(at), seconds, running, first, flow.threshold, flow.moduleType, flow.endpoint));
        }
    }

    /** Flink forgets a timer whose time has gone by already: then it is the next moment that there is. */
    private static long wakeUp(TimeContext<Long> clock, long time) {
        Long watermark = clock.currentWatermark();
        long due = watermark == null ? time : Math.max(time, watermark + 1);
        clock.registerOnTime(due);
        return due;
    }

    /** A flow under way. It has two timers, {@code slow} and {@code forget}. */
    private static final class Running {

        private final long arrived;
        private long heard;
        private long began;
        private long last;
        private long slow;
        private long forget;
        private int open;
        private double threshold;
        private double reported = -1;
        private @Nullable String moduleType;
        private @Nullable String endpoint;

        Running(long arrived, long time) {
            this.arrived = arrived;
            this.last = time;
        }

        boolean isOpen() {
            return open > 0;
        }

        void write(PackedState state) {
            state.write(out -> {
                out.writeLong(arrived);
                out.writeLong(last);
                out.writeLong(heard);
                out.writeLong(began);
                out.writeLong(slow);
                out.writeLong(forget);
                out.writeInt(open);
                out.writeDouble(threshold);
                out.writeDouble(reported);
                PackedState.writeText(out, moduleType);
                PackedState.writeText(out, endpoint);
            });
        }

        static @Nullable Running read(PackedState state) throws IOException {
            DataInputStream in = state.read();
            if (in == null) {
                return null;
            }
            Running flow = new Running(in.readLong(), in.readLong());
            flow.heard = in.readLong();
            flow.began = in.readLong();
            flow.slow = in.readLong();
            flow.forget = in.readLong();
            flow.open = in.readInt();
            flow.threshold = in.readDouble();
            flow.reported = in.readDouble();
            flow.moduleType = PackedState.readText(in);
            flow.endpoint = PackedState.readText(in);
            return flow;
        }
    }
}
