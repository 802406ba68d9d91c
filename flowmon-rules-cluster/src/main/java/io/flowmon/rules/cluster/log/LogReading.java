/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.cluster.log;

import io.flowmon.rules.event.EventLoss;
import io.flowmon.rules.event.EventTable;
import io.flowmon.rules.event.SenderTable;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.Row;
import org.apache.flink.util.function.SerializableFunction;

/** The log as streams of a job. One subtask reads, because the log is in order. */
public final class LogReading {

    private final Map<String, String> kafka;
    private final String topic;

    /**
     * A topic to read.
     *
     * @param kafka how to reach it, as Kafka's clients name it
     */
    public LogReading(Map<String, String> kafka, String topic) {
        this.kafka = Map.copyOf(kafka);
        this.topic = topic;
    }

    /** Rows of {@link EventTable}. */
    public DataStream<RowData> events(StreamExecutionEnvironment environment, boolean waitsForSenders, Instant since) {
        return stream(
                environment,
                since,
                LogSelection.events(),
                waitsForSenders ? LogTime::complete : LogTime::arrived,
                EventTable.EVENTS,
                EventTable.rows());
    }

    /** Rows of {@link SenderTable}. */
    public DataStream<Row> senders(StreamExecutionEnvironment environment, Instant since) {
        return stream(
                environment, since, LogSelection.senders(), LogTime::senders, SenderTable.SENDERS, SenderTable.rows());
    }

    /** What senders have lost. */
    public DataStream<EventLoss> losses(StreamExecutionEnvironment environment, Instant since) {
        return stream(
                environment,
                since,
                LogSelection.losses(),
                LogTime::senders,
                "losses",
                TypeInformation.of(EventLoss.class));
    }

    private <T> DataStream<T> stream(
            StreamExecutionEnvironment environment,
            Instant since,
            LogSelection<?> selection,
            SerializableFunction<LogTime, Long> clock,
            String name,
            TypeInformation<T> type) {
        Properties properties = new Properties();
        properties.putAll(kafka);
        KafkaSource<LogItem> source = KafkaSource.<LogItem>builder()
                .setProperties(properties)
                .setProperty("isolation.level", "read_committed")
                .setProperty("commit.offsets.on.checkpoint", "false")
                .setProperty("partition.discovery.interval.ms", "-1")
                .setClientIdPrefix(topic)
                .setTopics(topic)
                .setStartingOffsets(new SinceOffsets(since.toEpochMilli()))
                .setDeserializer(selection)
                .build();
        return environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), name, selection.getProducedType())
                .uid(name)
                .setParallelism(1)
                .transform(name + "-clock", type, new LogClock<T>(clock))
                .uid(name + "-clock")
                .setParallelism(1);
    }
}
