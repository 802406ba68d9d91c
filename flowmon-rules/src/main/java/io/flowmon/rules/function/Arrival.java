/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.function;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A row of {@link Overdue}, without what is not needed of it. Times are in milliseconds since 1970. */
final class Arrival {

    private static final double MILLIS = 1000;

    private static final int WAITS = 1;
    private static final int TELLS_ALL = 2;

    final long time;

    /** How far time had come where the row comes from. */
    final long known;

    /** By its {@link KeyHash}. */
    final long key;

    final boolean waits;

    /** Whether an end in time is told, too. */
    final boolean tellsAll;

    /** Of a beginning; null if there is none, which is as good as empty. */
    final @Nullable String correlationId;

    /** The deadline, and of a beginning what is handed through, as of {@link Texts#packed}. */
    final byte[] context;

    Arrival(
            long time,
            long known,
            long key,
            boolean waits,
            boolean tellsAll,
            @Nullable String correlationId,
            byte[] context) {
        this.time = time;
        this.known = known;
        this.key = key;
        this.waits = waits;
        this.tellsAll = tellsAll;
        this.correlationId = correlationId;
        this.context = context;
    }

    /** The deadline, rounded to milliseconds. */
    long deadline() {
        return Math.round(ByteBuffer.wrap(context).getDouble() * MILLIS);
    }

    byte[] bytes() {
        byte[] id = correlationId == null ? new byte[0] : correlationId.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(3 * Long.BYTES + Byte.BYTES + Integer.BYTES + id.length + context.length)
                .putLong(time)
                .putLong(known)
                .putLong(key)
                .put((byte) ((waits ? WAITS : 0) | (tellsAll ? TELLS_ALL : 0)))
                .putInt(id.length)
                .put(id)
                .put(context)
                .array();
    }

    static Arrival of(byte[] bytes) {
        ByteBuffer packed = ByteBuffer.wrap(bytes);
        long time = packed.getLong();
        long known = packed.getLong();
        long key = packed.getLong();
        int flags = packed.get();
        byte[] id = new byte[packed.getInt()];
        packed.get(id);
        return new Arrival(
                time,
                known,
                key,
                (flags & WAITS) != 0,
                (flags & TELLS_ALL) != 0,
                id.length == 0 ? null : new String(id, StandardCharsets.UTF_8),
                Arrays.copyOfRange(bytes, packed.position(), bytes.length));
    }
}
