/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.query;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The current row of an answer. Whatever is read from it counts towards the size of the answer. */
public final class Row {

    private static final int FIXED = 8;

    private final ResultSet rows;
    private long size;

    Row(ResultSet rows) {
        this.rows = rows;
    }

    /** The text of a column; null where there is none. */
    public @Nullable String text(int column) throws SQLException {
        String text = rows.getString(column);
        size += FIXED + (text == null ? 0 : text.length());
        return text;
    }

    /** The text of a column that always has one. */
    public String requiredText(int column) throws SQLException {
        String text = text(column);
        if (text == null) {
            throw new SQLException("column " + column + " is empty");
        }
        return text;
    }

    /** A whole number; 0 where there is none. */
    public long number(int column) throws SQLException {
        size += FIXED;
        return rows.getLong(column);
    }

    /** A whole number; null where there is none. */
    public @Nullable Long optionalNumber(int column) throws SQLException {
        long number = number(column);
        return rows.wasNull() ? null : number;
    }

    /** A decimal; 0 where there is none. */
    public double decimal(int column) throws SQLException {
        size += FIXED;
        return rows.getDouble(column);
    }

    /** A decimal; null where there is none. */
    public @Nullable Double optionalDecimal(int column) throws SQLException {
        double decimal = decimal(column);
        return rows.wasNull() ? null : decimal;
    }

    /** A truth value; false where there is none. */
    public boolean flag(int column) throws SQLException {
        size += FIXED;
        return rows.getBoolean(column);
    }

    /** An id; null where there is none. */
    public @Nullable UUID uuid(int column) throws SQLException {
        size += FIXED;
        return rows.getObject(column, UUID.class);
    }

    /** An id of a column that always has one. */
    public UUID requiredUuid(int column) throws SQLException {
        UUID uuid = uuid(column);
        if (uuid == null) {
            throw new SQLException("column " + column + " is empty");
        }
        return uuid;
    }

    /** The bytes of a column that always has some. */
    public byte[] requiredBytes(int column) throws SQLException {
        byte[] bytes = rows.getBytes(column);
        if (bytes == null) {
            throw new SQLException("column " + column + " is empty");
        }
        size += FIXED + bytes.length;
        return bytes;
    }

    /** A list; null where there is none. */
    public Object @Nullable [] list(int column) throws SQLException {
        Array array = rows.getArray(column);
        if (array == null) {
            return null;
        }
        Object[] list = (Object[]) array.getArray();
        for (Object one : list) {
            size += FIXED + (one instanceof String text ? text.length() : 0);
        }
        return list;
    }

    /** What has been read so far, in bytes, where a character counts as one. */
    long size() {
        return size;
    }
}
