/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.job;

import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.rules.alert.AlertSink;
import io.flowmon.rules.alert.LocalSink;
import io.flowmon.rules.event.EventFeed;
import io.flowmon.rules.event.EventLoss;
import io.flowmon.rules.event.EventTable;
import io.flowmon.rules.event.SenderTable;
import io.flowmon.rules.event.feed.FeedSource;
import io.flowmon.rules.event.feed.SenderSource;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.Row;

/** A feed and a sink of this process, for jobs that run in it. Any thread. */
public final class LocalStreams implements RuleStreams {

    private final String name = UUID.randomUUID().toString();
    private final EventFeed feed;

    private LocalStreams(EventFeed feed, AlertSink sink) {
        this.feed = feed;
        FeedSource.FEEDS.put(name, feed);
        LocalSink.SINKS.put(name, sink);
    }

    /** Jobs can read and write until it is closed. */
    public static LocalStreams open(EventFeed feed, AlertSink sink) {
        return new LocalStreams(feed, sink);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String signature() {
        return "";
    }

    @Override
    public DataStream<RowData> events(StreamExecutionEnvironment environment, boolean waitsForSenders, Instant since)
            throws IOException {
        return source(
                environment,
                new FeedSource(name, waitsForSenders, feed.before(since)),
                EventTable.EVENTS,
                EventTable.rows());
    }

    @Override
    public DataStream<Row> senders(StreamExecutionEnvironment environment, Instant since) {
        return source(environment, SenderSource.states(name), SenderTable.SENDERS, SenderTable.rows());
    }

    @Override
    public DataStream<EventLoss> losses(StreamExecutionEnvironment environment, Instant since) {
        return source(environment, SenderSource.losses(name), "losses", TypeInformation.of(EventLoss.class));
    }

    @Override
    public void deliver(DataStream<AlertSignal> signals, String rule) {
        signals.sinkTo(new LocalSink(name, rule)).uid("alerts").name("alerts").setParallelism(1);
    }

    @Override
    public void close() {
        FeedSource.FEEDS.remove(name);
        LocalSink.SINKS.remove(name);
    }

    private static <T> DataStream<T> source(
            StreamExecutionEnvironment environment, Source<T, ?, ?> source, String name, TypeInformation<T> type) {
        return environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), name, type)
                .uid(name)
                .setParallelism(1);
    }
}
