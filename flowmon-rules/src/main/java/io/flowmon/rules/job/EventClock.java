/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.job;

import java.time.Duration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Sets the clock of a stream back by a while, so that what comes so much later is not late yet, or forward again. A rule
 * whose clock is that of arrivals needs neither, and says what it has to say so much sooner.
 */
final class EventClock<T> extends AbstractStreamOperator<T> implements OneInputStreamOperator<T, T> {

    /** By how much an event may be later than one that was received at its time, and still count in a window. */
    private static final Duration DISORDER = Duration.ofSeconds(1);

    private static final long serialVersionUID = 1;

    private final long shift;

    private EventClock(Duration shift) {
        this.shift = shift.toMillis();
    }

    /** Time stands where it stood a while ago. */
    static <T> DataStream<T> behind(DataStream<T> stream) {
        return shifted(stream, "disorder", DISORDER.negated());
    }

    /** Time stands where it did before it was set back: so far has a rule come with what it was given. */
    static <T> DataStream<T> caughtUp(DataStream<T> stream) {
        return shifted(stream, "caught up", DISORDER);
    }

    /** In as many subtasks as before it: spread over more, a late event could be faster than the time that makes it late. */
    private static <T> DataStream<T> shifted(DataStream<T> stream, String name, Duration shift) {
        return stream.transform(name, stream.getType(), new EventClock<>(shift))
                .setParallelism(stream.getParallelism());
    }

    @Override
    public void processElement(StreamRecord<T> element) {
        output.collect(element);
    }

    @Override
    public void processWatermark(Watermark mark) {
        boolean atTheEnd = mark.getTimestamp() == Long.MAX_VALUE;
        output.emitWatermark(atTheEnd ? mark : new Watermark(mark.getTimestamp() + shift));
    }
}
