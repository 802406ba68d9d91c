/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Arrays of batches that are acknowledged, for the batches to come: without them every byte that is sent would be garbage
 * once more. They count as part of the window's bytes. Used by the sender's thread alone.
 */
final class SpareArrays {

    /** A batch may be so much smaller than its array that the array is taken for it all the same. */
    private static final int SLACK = 2;

    /** New arrays are longer than asked for, so that the next batch, which is never as long, fits as well. */
    private static final int STEP = 16 * 1024;

    private final Deque<byte[]> spare = new ArrayDeque<>();
    private final long maxBytes;
    private long bytes;

    /** @param maxBytes most bytes of spare arrays and arrays in use; 0 to keep none */
    SpareArrays(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Keeps none: for batches that somebody else holds as well. */
    static SpareArrays none() {
        return new SpareArrays(0);
    }

    /** An array of {@code length} bytes or more. */
    byte[] take(int length) {
        for (Iterator<byte[]> arrays = spare.iterator(); arrays.hasNext(); ) {
            byte[] array = arrays.next();
            if (array.length >= length && array.length / SLACK <= length) {
                arrays.remove();
                bytes -= array.length;
                return array;
            }
        }
        return new byte[maxBytes == 0 || length < STEP ? length : (length + STEP - 1) / STEP * STEP];
    }

    /**
     * Takes back an array that nobody reads any more.
     *
     * @param inUse bytes of the arrays that are in use
     */
    void give(byte[] array, long inUse) {
        if (array.length >= STEP && inUse + bytes + array.length <= maxBytes) {
            spare.addLast(array);
            bytes += array.length;
        }
    }

    /** Keeps no more than fits beside the arrays that are in use; nothing where none is. */
    void trim(long inUse) {
        while (!spare.isEmpty() && (inUse == 0 || inUse + bytes > maxBytes)) {
            bytes -= spare.removeFirst().length;
        }
    }
}
