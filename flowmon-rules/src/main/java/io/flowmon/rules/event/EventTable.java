/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * What rules select from: an event's columns, and an event as its row. There are two tables of the same columns, which differ
 * in their clock: Flink drops what is later than a clock says, so what must see every event runs on its arrival.
 */
public final class EventTable {

    /** The table by the time when things happened: for windows. What comes later than a window's end is not in it. */
    public static final String EVENTS = "events";

    /** The table by the time when the server heard of it: for functions with timers. Nothing is ever late. */
    public static final String ARRIVALS = "arrivals";

    private static final String EVENT_TIME = "event_time";
    private static final String RECEIVED_AT = "received_at";

    private static final List<Column> COLUMNS = List.of(
            plain("sequence", DataTypes.BIGINT().notNull(), RuleEvent::sequence),
            required("event_id", RuleEvent::eventId),
            required("correlation_id", RuleEvent::correlationId),
            time(EVENT_TIME, RuleEvent::time),
            time(RECEIVED_AT, RuleEvent::receivedAt),
            frequent("module_type", DataTypes.STRING().notNull(), RuleEvent::moduleType),
            frequent("module_id", DataTypes.STRING().notNull(), RuleEvent::moduleId),
            frequent("endpoint", DataTypes.STRING().notNull(), RuleEvent::endpoint),
            frequent("message_type", DataTypes.STRING().notNull(), RuleEvent::messageType),
            frequent("role", DataTypes.STRING().notNull(), RuleEvent::role),
            optional("action_id", RuleEvent::actionId),
            optional("message_id", RuleEvent::messageId),
            optional("parent_message_id", RuleEvent::parentMessageId),
            plain("ends_action", DataTypes.BOOLEAN().notNull(), RuleEvent::endsAction),
            plain("elapsed_time", DataTypes.DOUBLE(), RuleEvent::elapsedSeconds),
            frequent("outcome", DataTypes.STRING(), RuleEvent::outcome),
            frequent("peer", DataTypes.STRING(), RuleEvent::peer),
            frequent("consumer_group", DataTypes.STRING(), RuleEvent::consumerGroup),
            plain("redelivered", DataTypes.BOOLEAN().notNull(), RuleEvent::redelivered),
            plain("receivers", DataTypes.BIGINT(), RuleEvent::receivers),
            plain("sample_rate", DataTypes.DOUBLE().notNull(), RuleEvent::sampleRate));

    private EventTable() {}

    /** The type of {@link #row}. */
    public static TypeInformation<RowData> rows() {
        return InternalTypeInfo.of(RowType.of(
                COLUMNS.stream().map(column -> column.type().getLogicalType()).toArray(LogicalType[]::new),
                COLUMNS.stream().map(Column::name).toArray(String[]::new)));
    }

    /** The columns of {@link #EVENTS}, whose time attribute is {@code event_time}. */
    public static Schema events() {
        return schema(EVENT_TIME);
    }

    /** The columns of {@link #ARRIVALS}, whose time attribute is {@code received_at}. */
    public static Schema arrivals() {
        return schema(RECEIVED_AT);
    }

    private static Schema schema(String time) {
        Schema.Builder schema = Schema.newBuilder();
        COLUMNS.forEach(column -> schema.column(column.name(), column.type()));
        return schema.watermark(time, "SOURCE_WATERMARK()").build();
    }

    /** The event as a row of {@link #rows}, of which only those columns are made that somebody asks for. */
    public static RowData row(RuleEvent event) {
        return new EventRow(event);
    }

    static int columns() {
        return COLUMNS.size();
    }

    /** The column's value in the event, as Flink keeps it inside. */
    static @Nullable Object value(int column, RuleEvent event) {
        Column known = COLUMNS.get(column);
        @Nullable Object value = known.value().apply(event);
        return value == null ? null : known.encoding().apply(value);
    }

    /** Without encoding it. */
    static boolean isNull(int column, RuleEvent event) {
        return COLUMNS.get(column).value().apply(event) == null;
    }

    private static Column plain(String name, DataType type, Function<RuleEvent, @Nullable Object> value) {
        return new Column(name, type, value, Function.identity());
    }

    private static Column required(String name, Function<RuleEvent, @Nullable String> value) {
        return text(name, DataTypes.STRING().notNull(), value, EventTable::encoded);
    }

    private static Column optional(String name, Function<RuleEvent, @Nullable String> value) {
        return text(name, DataTypes.STRING(), value, EventTable::encoded);
    }

    private static Column frequent(String name, DataType type, Function<RuleEvent, @Nullable String> value) {
        return text(name, type, value, FrequentText::of);
    }

    private static Column text(
            String name,
            DataType type,
            Function<RuleEvent, @Nullable String> value,
            Function<String, StringData> encoding) {
        return new Column(name, type, value::apply, text -> encoding.apply((String) text));
    }

    /** At once: Flink's own way to encode a text when it is first needed takes several times as long. */
    private static StringData encoded(String text) {
        return StringData.fromBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Column time(String name, Function<RuleEvent, Instant> value) {
        return new Column(
                name,
                DataTypes.TIMESTAMP_LTZ(3).notNull(),
                value::apply,
                time -> TimestampData.fromEpochMillis(((Instant) time).toEpochMilli()));
    }

    private record Column(
            String name,
            DataType type,
            Function<RuleEvent, @Nullable Object> value,
            Function<Object, Object> encoding) {}
}
