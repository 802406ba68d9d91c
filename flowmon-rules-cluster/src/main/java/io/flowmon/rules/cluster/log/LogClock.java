/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.cluster.log;

import io.flowmon.rules.event.feed.FeedSource;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.function.SerializableFunction;
import org.jspecify.annotations.Nullable;

/**
 * Hands the values on and makes watermarks of the times between them. It remembers the time: after a restart each value comes
 * at the time at which it came before.
 */
final class LogClock<T> extends AbstractStreamOperator<T> implements OneInputStreamOperator<LogItem, T> {

    private static final long serialVersionUID = 1;

    private final SerializableFunction<LogTime, Long> clock;
    private long time = Long.MIN_VALUE;
    private transient @Nullable ListState<Long> state;

    /**
     * A clock.
     *
     * @param clock which of the log's times it goes by
     */
    LogClock(SerializableFunction<LogTime, Long> clock) {
        this.clock = clock;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        ListState<Long> times =
                context.getOperatorStateStore().getListState(new ListStateDescriptor<>("time", Types.LONG));
        for (long known : times.get()) {
            time = Math.max(time, known);
        }
        state = times;
    }

    @Override
    public void open() {
        if (time > Long.MIN_VALUE) {
            output.emitWatermark(watermark());
        }
    }

    @Override
    @SuppressWarnings("unchecked") // the selection before it makes values of this type
    public void processElement(StreamRecord<LogItem> element) {
        LogTime now = element.getValue().time();
        if (now == null) {
            output.collect(new StreamRecord<>((T) element.getValue().value()));
        } else if (clock.apply(now) > time) {
            time = clock.apply(now);
            output.emitWatermark(watermark());
        }
    }

    /** The source has none. */
    @Override
    public void processWatermark(Watermark none) {}

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        if (state != null) {
            state.clear();
            state.add(time);
        }
    }

    private Watermark watermark() {
        return new Watermark(FeedSource.watermark(time).getTimestamp());
    }
}
