/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

/**
 * How much may be unacknowledged: as much as the settings say, or less if the server asks for it. Time is nanoseconds of
 * a monotonic clock, given by the caller. Used by the sender's thread alone, but for {@link #paused()}.
 */
final class FlowControl {

    /** A server that asked for silence and was not heard of again has gone. */
    private static final long PAUSE_NANOS = 30_000_000_000L;

    private final long own;
    private long asked;
    private long askedAt;
    private volatile boolean paused;

    FlowControl(long own) {
        this.own = own;
        this.asked = own;
    }

    /** The server asks for a window: never more than this sender's own. */
    void ask(long bytes, long now) {
        asked = Math.min(bytes, own);
        askedAt = now;
        paused = asked == 0;
    }

    /** Bytes that may be unacknowledged; 0 means wait. */
    long window(long now) {
        if (asked == 0 && now - askedAt > PAUSE_NANOS) {
            asked = own;
            paused = false;
        }
        return asked;
    }

    /** Whether the server has asked to wait. Any thread. */
    boolean paused() {
        return paused;
    }
}
