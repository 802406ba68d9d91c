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

/**
 * {@code FLOW_DURATION}: flows that take longer than their threshold, from the first event to the last, as soon as that is
 * certain: also while they are still running.
 *
 * <p>The table, partitioned by a number that spreads flows, has exactly these columns: that number, the correlation id, the time
 * of arrival (the time attribute, by which running flows are timed), the time of the event (by which all others are),
 * {@code opened} (how many actions and messages more are under way after this event, or fewer), the threshold in seconds, module
 * type and endpoint. A row comes out when the threshold is exceeded (of a running flow at most a second later), and another
 * whenever it then comes to an end for the time being, with nothing under way. Both name the module and endpoint of the flow's
 * first event, and its threshold.
 *
 * <p>A flow is remembered by its {@link KeyHash}.
 */
@DataTypeHint("ROW<`at` TIMESTAMP_LTZ(3), seconds DOUBLE, running BOOLEAN, first_report BOOLEAN, threshold DOUBLE,"
        + " correlation_id STRING, module_type STRING, endpoint STRING>")
public final class FlowDuration extends ProcessTableFunction<Row> {

    /** What it is called in SQL. */
    public static final String NAME = "FLOW_DURATION";

    private static final long serialVersionUID = 1;

    /** After the last event of a flow with nothing under way. What comes later is a flow of its own. */
    private static final long LINGER = Duration.ofSeconds(10).toMillis();

    /** After the last event of a flow with something under way. */
    private static final long PATIENCE = Duration.ofMinutes(10).toMillis();

    private static final double MILLIS = 1000;

    private static final int CORRELATION_ID = 1;
    private static final int EVENT_TIME = 3;
    private static final int OPENED = 4;
    private static final int THRESHOLD = 5;
    private static final int MODULE_TYPE = 6;
    private static final int ENDPOINT = 7;
    private static final int TO_MILLIS = 3;

    public void eval(
            Context context,
            @StateHint(ttl = KeyPages.FOR_EVER) MapView<Integer, byte[]> pages,
            @StateHint(ttl = KeyPages.FOR_EVER) MapView<Long, byte[]> contexts,
            @ArgumentHint(
                            value = {SET_SEMANTIC_TABLE, REQUIRE_ON_TIME},
                            type =
                                    @DataTypeHint(
                                            value =
                                                    "ROW<bucket INT, correlation_id STRING, received_at TIMESTAMP_LTZ(3),"
                                                            + " event_time TIMESTAMP_LTZ(3), opened INT,"
                                                            + " threshold DOUBLE, module_type STRING, endpoint STRING>",
                                            bridgedTo = RowData.class))
                    RowData input)
            throws Exception {
        if (input.isNullAt(CORRELATION_ID) || input.isNullAt(THRESHOLD)) {
            return;
        }
        TimeContext<Long> clock = context.timeContext(Long.class);
        KeyPages keys = new KeyPages(pages, clock);
        Contexts shared = new Contexts(contexts);
        long arrived = clock.time();
        long time = input.getTimestamp(EVENT_TIME, TO_MILLIS).getMillisecond();
        long key = KeyHash.of(input.getString(CORRELATION_ID));
        byte[] known = keys.get(key);
        RunningFlow flow = known == null ? null : RunningFlow.of(known);
        if (flow != null && !passTime(flow, keys.passed(), shared)) {
            flow = null;
        }
        if (flow == null) {
            flow = new RunningFlow(
                    arrived, time, input.getString(CORRELATION_ID).toBytes());
            begin(flow, time, input, shared);
        } else if (time < flow.began) {
            shared.release(flow.context);
            begin(flow, time, input, shared);
        }
        flow.last = Math.max(flow.last, time);
        flow.heard = arrived;
        flow.open += input.isNullAt(OPENED) ? 0 : input.getInt(OPENED);
        report(flow, (flow.last - flow.began) / MILLIS, flow.last, shared);
        keys.put(key, flow.bytes(forget(flow)));
    }

    public void onTimer(OnTimerContext context, MapView<Integer, byte[]> pages, MapView<Long, byte[]> contexts)
            throws Exception {
        KeyPages keys = new KeyPages(pages, context.timeContext(Long.class));
        Contexts shared = new Contexts(contexts);
        keys.onTimer((record, now) -> {
            RunningFlow flow = RunningFlow.of(record);
            return passTime(flow, now, shared) ? flow.bytes(forget(flow)) : null;
        });
    }

    private static void begin(RunningFlow flow, long time, RowData input, Contexts shared) throws Exception {
        flow.began = time;
        flow.threshold = input.getDouble(THRESHOLD);
        flow.slow = flow.arrived + Math.round(flow.threshold * MILLIS) + 1;
        flow.context = shared.hold(Texts.packed(flow.threshold, input, MODULE_TYPE, ENDPOINT));
    }

    /** What becomes of it when it is so late, whenever that is noticed; false if it is forgotten. */
    private boolean passTime(RunningFlow flow, long now, Contexts shared) throws Exception {
        long forget = forget(flow);
        if (flow.slow <= Math.min(now, forget)) {
            if (flow.isOpen()) {
                report(flow, (flow.slow - flow.arrived) / MILLIS, flow.slow, shared);
            }
            flow.slow = Long.MAX_VALUE;
        }
        if (forget <= now) {
            shared.release(flow.context);
            return false;
        }
        return true;
    }

    private void report(RunningFlow flow, double seconds, long at, Contexts shared) throws Exception {
        boolean first = flow.reported < 0;
        boolean running = flow.isOpen();
        if (seconds > flow.threshold && (first || (!running && seconds > flow.reported))) {
            flow.reported = seconds;
            ByteBuffer context = shared.get(flow.context);
            collect(Row.of(
                    Instant.ofEpochMilli(at),
                    seconds,
                    running,
                    first,
                    context.getDouble(),
                    flow.correlationId(),
                    Texts.read(context),
                    Texts.read(context)));
        }
    }

    private static long forget(RunningFlow flow) {
        return flow.heard + (flow.isOpen() ? PATIENCE : LINGER);
    }
}
