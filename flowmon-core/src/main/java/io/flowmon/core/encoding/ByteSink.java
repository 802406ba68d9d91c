/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import java.io.OutputStream;
import java.util.Arrays;

/** Collects bytes up to a size, in a buffer that is used again. */
class ByteSink extends OutputStream {

    private static final int INITIAL = 4 * 1024;

    /** A larger buffer is given back after use. */
    private static final int KEPT = 256 * 1024;

    private final int max;
    private byte[] bytes = new byte[INITIAL];
    private int length;

    ByteSink(int max) {
        this.max = max;
    }

    void clear() {
        length = 0;
        if (bytes.length > KEPT) {
            bytes = new byte[INITIAL];
        }
    }

    @Override
    public void write(int b) {
        ensure(1);
        bytes[length++] = (byte) b;
    }

    @Override
    public void write(byte[] source, int offset, int count) {
        ensure(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    /** The buffer itself, valid up to {@link #length}. */
    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    private void ensure(int count) {
        int needed = length + count;
        if (needed > max) {
            throw new IllegalStateException("more than " + max + " bytes");
        }
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(max, Math.max(2 * bytes.length, needed)));
        }
    }
}
