/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.function;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One of {@link KeyPages}: how much of it is used, then entries in no order. An entry is a key, the length of its record, and the
 * record. Places are offsets.
 */
final class KeyPage {

    /** Where the first entry is, and how long a page without any. */
    static final int FIRST = Integer.BYTES;

    private static final int LENGTH = Long.BYTES;
    private static final int RECORD = LENGTH + Integer.BYTES;

    /** Room for more, as a part of what is used. */
    private static final int SPARE = 8;

    private byte[] bytes;
    private ByteBuffer content;

    KeyPage(byte[] bytes) {
        this.bytes = bytes;
        this.content = ByteBuffer.wrap(bytes);
    }

    static KeyPage empty() {
        KeyPage page = new KeyPage(new byte[FIRST]);
        page.content.putInt(0, FIRST);
        return page;
    }

    /** Not a copy. */
    byte[] bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return end() == FIRST;
    }

    int end() {
        return content.getInt(0);
    }

    int after(int entry) {
        return entry + RECORD + content.getInt(entry + LENGTH);
    }

    long key(int entry) {
        return content.getLong(entry);
    }

    /** What its record begins with. */
    long due(int entry) {
        return content.getLong(entry + RECORD);
    }

    byte[] record(int entry) {
        return Arrays.copyOfRange(bytes, entry + RECORD, after(entry));
    }

    /** The place of its entry, or -1. */
    int find(long key) {
        int end = end();
        for (int entry = FIRST; entry < end; entry = after(entry)) {
            if (key(entry) == key) {
                return entry;
            }
        }
        return -1;
    }

    /** When the first record is due; the end of time if there is none. */
    long earliest() {
        long earliest = Long.MAX_VALUE;
        int end = end();
        for (int entry = FIRST; entry < end; entry = after(entry)) {
            earliest = Math.min(earliest, due(entry));
        }
        return earliest;
    }

    /**
     * Writes a key's record.
     *
     * @param entry where the key is, or -1
     */
    void put(long key, byte[] record, int entry) {
        if (entry >= 0 && after(entry) - entry - RECORD == record.length) {
            System.arraycopy(record, 0, bytes, entry + RECORD, record.length);
            return;
        }
        if (entry >= 0) {
            cut(entry);
        }
        append(key, record);
    }

    /** A key that is not there yet. */
    void append(long key, byte[] record) {
        int end = end();
        int used = end + RECORD + record.length;
        if (used > bytes.length) {
            bytes = Arrays.copyOf(bytes, used + used / SPARE);
            content = ByteBuffer.wrap(bytes);
        }
        content.putInt(0, used).putLong(end, key).putInt(end + LENGTH, record.length);
        System.arraycopy(record, 0, bytes, end + RECORD, record.length);
    }

    void cut(int entry) {
        int end = end();
        int after = after(entry);
        System.arraycopy(bytes, after, bytes, entry, end - after);
        content.putInt(0, end - (after - entry));
    }
}
