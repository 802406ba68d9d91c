/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.recovery;

import java.nio.ByteBuffer;

/** The database's own checksum: eight bytes at a time, and MurmurHash64A of what is left. */
final class Checksum {

    private static final long FACTOR = 0xbf58476d1ce4e5b9L;
    private static final long MURMUR = 0xc6a4a7935bd1e995L;
    private static final long MURMUR_SEED = 0xe17a1465L;
    private static final int MURMUR_SHIFT = 47;

    private Checksum() {}

    /** Of bytes in a little-endian buffer. */
    static long of(ByteBuffer bytes, int from, int length) {
        long sum = 5381;
        int words = length / Long.BYTES;
        for (int i = 0; i < words; i++) {
            sum ^= bytes.getLong(from + i * Long.BYTES) * FACTOR;
        }
        int left = length % Long.BYTES;
        return left == 0 ? sum : sum ^ murmur(bytes, from + words * Long.BYTES, left);
    }

    private static long murmur(ByteBuffer bytes, int from, int length) {
        long hash = MURMUR_SEED ^ (length * MURMUR);
        for (int i = length - 1; i >= 0; i--) {
            hash ^= (bytes.get(from + i) & 0xffL) << (Byte.SIZE * i);
        }
        hash *= MURMUR;
        hash ^= hash >>> MURMUR_SHIFT;
        hash *= MURMUR;
        return hash ^ (hash >>> MURMUR_SHIFT);
    }
}
