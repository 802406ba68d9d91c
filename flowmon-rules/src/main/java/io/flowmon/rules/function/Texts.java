/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.function;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;

/** Columns of text as they stand in records: the length in bytes, or -1 for NULL, and the bytes in UTF-8. */
final class Texts {

    private static final byte[] NONE = {};

    private Texts() {}

    /** A number and the texts of these columns. */
    static byte[] packed(double number, RowData row, int... columns) {
        byte[][] texts = new byte[columns.length][];
        int size = Double.BYTES;
        for (int i = 0; i < columns.length; i++) {
            texts[i] = bytes(row, columns[i]);
            size += Integer.BYTES + texts[i].length;
        }
        ByteBuffer packed = ByteBuffer.allocate(size).putDouble(number);
        for (int i = 0; i < columns.length; i++) {
            packed.putInt(row.isNullAt(columns[i]) ? -1 : texts[i].length).put(texts[i]);
        }
        return packed.array();
    }

    /** The next text. */
    static @Nullable String read(ByteBuffer packed) {
        int length = packed.getInt();
        if (length < 0) {
            return null;
        }
        byte[] text = new byte[length];
        packed.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** None for NULL. */
    static byte[] bytes(RowData row, int column) {
        return row.isNullAt(column) ? NONE : row.getString(column).toBytes();
    }

    static @Nullable String text(RowData row, int column) {
        return row.isNullAt(column) ? null : row.getString(column).toString();
    }
}
