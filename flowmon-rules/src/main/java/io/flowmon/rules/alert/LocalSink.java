/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.alert;

import io.flowmon.rules.local.LocalHandles;
import java.io.IOException;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Hands signals to one of {@link #SINKS} as they come. */
public final class LocalSink implements Sink<AlertSignal> {

    /** The sinks of this process. */
    public static final LocalHandles<AlertSink> SINKS = new LocalHandles<>("sink");

    private static final long serialVersionUID = 1;

    private final String sink;
    private final String rule;

    public LocalSink(String sink, String rule) {
        this.sink = sink;
        this.rule = rule;
    }

    @Override
    public SinkWriter<AlertSignal> createWriter(WriterInitContext context) throws IOException {
        AlertSink taker = SINKS.get(sink);
        if (context.getRestoredCheckpointId().isEmpty()) {
            taker.beginsAnew(rule);
        }
        return new Writer(taker, rule);
    }

    private static final class Writer implements SinkWriter<AlertSignal> {

        private final AlertSink sink;
        private final String rule;

        Writer(AlertSink sink, String rule) {
            this.sink = sink;
            this.rule = rule;
        }

        @Override
        public void write(AlertSignal signal, Context context) throws IOException {
            sink.accept(signal);
        }

        @Override
        public void writeWatermark(Watermark watermark) {
            sink.progressed(rule, Instant.ofEpochMilli(watermark.getTimestamp() + 1));
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
    }
}
