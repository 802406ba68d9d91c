/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.cluster.log;

import io.flowmon.rules.event.EventLoss;
import io.flowmon.rules.event.EventTable;
import io.flowmon.rules.event.RuleEvent;
import io.flowmon.rules.event.SenderTable;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The records of one type, as a job takes them, and the times between them. */
final class LogSelection<T> implements KafkaRecordDeserializationSchema<LogItem> {

    private static final long serialVersionUID = 1;

    private final Class<T> type;
    private final SerializableFunction<T, Object> content;

    private LogSelection(Class<T> type, SerializableFunction<T, Object> content) {
        this.type = type;
        this.content = content;
    }

    /** Events as rows of {@link EventTable}. */
    static LogSelection<RuleEvent> events() {
        return new LogSelection<>(RuleEvent.class, EventTable::row);
    }

    /** What is known of senders as rows of {@link SenderTable}. */
    static LogSelection<SenderNews> senders() {
        return new LogSelection<>(SenderNews.class, news -> SenderTable.row(news.sender(), news.observedAt()));
    }

    /** What senders have lost. */
    static LogSelection<EventLoss> losses() {
        return new LogSelection<>(EventLoss.class, loss -> loss);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<LogItem> items) throws IOException {
        T value = LogFormat.read(record, type);
        if (value != null) {
            items.collect(new LogItem(content.apply(value), null));
            return;
        }
        LogTime time = LogFormat.read(record, LogTime.class);
        if (time != null) {
            items.collect(new LogItem(null, time));
        }
    }

    @Override
    public TypeInformation<LogItem> getProducedType() {
        return TypeInformation.of(LogItem.class);
    }
}
