/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.function;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Overdue} waits for, or has waited for.
 *
 * @param due when it is overdue, or forgotten
 * @param context the number of what it hands through with it, in its {@link Contexts}
 * @param correlationId null if there is none, which is as good as empty
 */
record Waiting(
        Phase phase,
        long due,
        long since,
        long context,
        @Nullable String correlationId) {

    private static final int SHORT = Long.BYTES + Byte.BYTES;
    private static final int LONG = SHORT + 2 * Long.BYTES;

    /** Where a key is. */
    enum Phase {
        /** It has begun. */
        WAITS('W'),
        /** It is overdue, and that was reported. */
        TOLD('T'),
        /** The end has come, the beginning has not. Nothing else is known then. */
        CAME('C');

        private final byte initial;

        Phase(char initial) {
            this.initial = (byte) initial;
        }

        private static Phase of(byte initial) {
            return switch ((char) initial) {
                case 'W' -> WAITS;
                case 'T' -> TOLD;
                default -> CAME;
            };
        }
    }

    static Waiting came(long due) {
        return new Waiting(Phase.CAME, due, 0, 0, null);
    }

    Waiting told(long forget) {
        return new Waiting(Phase.TOLD, forget, since, context, correlationId);
    }

    /** As a record of {@link KeyPages}. */
    byte[] bytes() {
        if (phase == Phase.CAME) {
            return ByteBuffer.allocate(SHORT).putLong(due).put(phase.initial).array();
        }
        byte[] id = correlationId == null ? new byte[0] : correlationId.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(LONG + id.length)
                .putLong(due)
                .put(phase.initial)
                .putLong(since)
                .putLong(context)
                .put(id)
                .array();
    }

    static Waiting of(byte[] bytes) {
        ByteBuffer record = ByteBuffer.wrap(bytes);
        long due = record.getLong();
        Phase phase = Phase.of(record.get());
        if (phase == Phase.CAME) {
            return came(due);
        }
        long since = record.getLong();
        long context = record.getLong();
        String id = bytes.length == LONG ? null : new String(bytes, LONG, bytes.length - LONG, StandardCharsets.UTF_8);
        return new Waiting(phase, due, since, context, id);
    }
}
