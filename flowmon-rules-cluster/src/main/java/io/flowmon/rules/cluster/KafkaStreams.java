/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.cluster;

import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.rules.alert.AlertSink;
import io.flowmon.rules.cluster.log.LogReading;
import io.flowmon.rules.cluster.log.LogWriter;
import io.flowmon.rules.cluster.verdict.VerdictReader;
import io.flowmon.rules.cluster.verdict.VerdictWriting;
import io.flowmon.rules.event.EventFeed;
import io.flowmon.rules.event.EventLoss;
import io.flowmon.rules.job.RuleStreams;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.Row;

/** Events to the jobs, and what they say of them back, over two topics. Any thread. */
public final class KafkaStreams implements RuleStreams {

    private final Topics topics;
    private final LogReading events;
    private final VerdictWriting alerts;
    private final LogWriter writer;
    private final VerdictReader reader;

    private KafkaStreams(Topics topics, EventFeed feed, Duration horizon, AlertSink sink) {
        this.topics = topics;
        this.events = new LogReading(topics.kafka(), topics.events());
        this.alerts = new VerdictWriting(topics.kafka(), topics.alerts());
        this.writer = LogWriter.start(topics.kafka(), topics.events(), topics::makeSure, feed, horizon);
        this.reader = VerdictReader.start(topics.kafka(), topics.alerts(), sink);
    }

    /**
     * Begins to write events and to read what is said of them.
     *
     * @param horizon how much of the feed an empty topic begins with
     * @throws IOException when the topics are not there and cannot be made, or cannot be used
     */
    public static KafkaStreams open(Topics topics, EventFeed feed, Duration horizon, AlertSink sink)
            throws IOException {
        topics.makeSure();
        return new KafkaStreams(topics, feed, horizon, sink);
    }

    @Override
    public String name() {
        return topics.events();
    }

    @Override
    public String signature() {
        return topics.alerts() + ' ' + new TreeMap<>(topics.kafka());
    }

    @Override
    public DataStream<RowData> events(StreamExecutionEnvironment environment, boolean waitsForSenders, Instant since) {
        return events.events(environment, waitsForSenders, since);
    }

    @Override
    public DataStream<Row> senders(StreamExecutionEnvironment environment, Instant since) {
        return events.senders(environment, since);
    }

    @Override
    public DataStream<EventLoss> losses(StreamExecutionEnvironment environment, Instant since) {
        return events.losses(environment, since);
    }

    @Override
    public void deliver(DataStream<AlertSignal> signals, String rule) {
        alerts.write(signals, rule);
    }

    @Override
    public Optional<String> trouble() {
        return writer.trouble().or(reader::trouble);
    }

    @Override
    public void close() {
        writer.stop();
        reader.stop();
        writer.close();
        reader.close();
    }
}
