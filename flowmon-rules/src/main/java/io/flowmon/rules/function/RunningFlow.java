/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.function;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A flow that {@link FlowDuration} knows. Times are in milliseconds since 1970. */
final class RunningFlow {

    private static final int FIXED = 9 * Long.BYTES + Integer.BYTES;

    final long arrived;
    final byte[] id;
    long heard;
    long began;
    long last;

    /** When it takes too long by the clock, if that has not been looked at yet. */
    long slow;

    /** How much is under way. */
    int open;

    double threshold;

    /** The seconds that were reported, or -1. */
    double reported = -1;

    /** The number of its module and endpoint in {@link Contexts}. */
    long context;

    RunningFlow(long arrived, long time, byte[] id) {
        this.arrived = arrived;
        this.last = time;
        this.id = id;
    }

    boolean isOpen() {
        return open > 0;
    }

    String correlationId() {
        return new String(id, StandardCharsets.UTF_8);
    }

    /** As a record of {@link KeyPages}. */
    byte[] bytes(long forget) {
        return ByteBuffer.allocate(FIXED + id.length)
                .putLong(Math.min(slow, forget))
                .putLong(arrived)
                .putLong(last)
                .putLong(heard)
                .putLong(began)
                .putLong(slow)
                .putInt(open)
                .putDouble(threshold)
                .putDouble(reported)
                .putLong(context)
                .put(id)
                .array();
    }

    static RunningFlow of(byte[] bytes) {
        ByteBuffer record = ByteBuffer.wrap(bytes, Long.BYTES, bytes.length - Long.BYTES);
        RunningFlow flow =
                new RunningFlow(record.getLong(), record.getLong(), Arrays.copyOfRange(bytes, FIXED, bytes.length));
        flow.heard = record.getLong();
        flow.began = record.getLong();
        flow.slow = record.getLong();
        flow.open = record.getInt();
        flow.threshold = record.getDouble();
        flow.reported = record.getDouble();
        flow.context = record.getLong();
        return flow;
    }
}
