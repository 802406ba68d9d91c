/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.event;

import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RawValueData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.types.RowKind;
import org.apache.flink.types.variant.Variant;
import org.jspecify.annotations.Nullable;

/** An event as a row, whose columns are made when they are asked for: most rules look at few of them, and at most events once. */
final class EventRow implements RowData {

    private final RuleEvent event;
    private RowKind kind = RowKind.INSERT;

    EventRow(RuleEvent event) {
        this.event = event;
    }

    @Override
    public int getArity() {
        return EventTable.columns();
    }

    @Override
    public RowKind getRowKind() {
        return kind;
    }

    @Override
    public void setRowKind(RowKind next) {
        kind = next;
    }

    @Override
    public boolean isNullAt(int column) {
        return EventTable.isNull(column, event);
    }

    @Override
    public boolean getBoolean(int column) {
        return this.<Boolean>get(column);
    }

    @Override
    public long getLong(int column) {
        return this.<Long>get(column);
    }

    @Override
    public double getDouble(int column) {
        return this.<Double>get(column);
    }

    @Override
    public StringData getString(int column) {
        return get(column);
    }

    @Override
    public TimestampData getTimestamp(int column, int precision) {
        return get(column);
    }

    @Override
    public byte getByte(int column) {
        throw none(column);
    }

    @Override
    public short getShort(int column) {
        throw none(column);
    }

    @Override
    public int getInt(int column) {
        throw none(column);
    }

    @Override
    public float getFloat(int column) {
        throw none(column);
    }

    @Override
    public DecimalData getDecimal(int column, int precision, int scale) {
        throw none(column);
    }

    @Override
    public <T> RawValueData<T> getRawValue(int column) {
        throw none(column);
    }

    @Override
    public byte[] getBinary(int column) {
        throw none(column);
    }

    @Override
    public ArrayData getArray(int column) {
        throw none(column);
    }

    @Override
    public MapData getMap(int column) {
        throw none(column);
    }

    @Override
    public RowData getRow(int column, int fields) {
        throw none(column);
    }

    @Override
    public Variant getVariant(int column) {
        throw none(column);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // columns are of the types that the table says
    private <T> T get(int column) {
        @Nullable Object value = EventTable.value(column, event);
        if (value == null) {
            throw new IllegalStateException("Column " + column + " is null");
        }
        return (T) value;
    }

    private static IllegalArgumentException none(int column) {
        return new IllegalArgumentException("Column " + column + " is of another type");
    }
}
