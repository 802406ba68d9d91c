/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

/** Tells a listener container's poll of a stream from all other reads. */
final class ListenerPolling {

    /** Not a public type, hence its name; where there is no such type, entries read at once are handled at once. */
    private static final String POLL = "org.springframework.data.redis.stream.StreamPollTask";

    /** More than lie between a poll and a connection. */
    private static final int MAX_FRAMES = 64;

    private static final StackWalker STACK = StackWalker.getInstance();

    private ListenerPolling() {}

    /** Whether the calling thread reads entries that a container will give to its listener one by one. */
    static boolean isCaller() {
        return STACK.walk(frames ->
                frames.limit(MAX_FRAMES).anyMatch(frame -> frame.getClassName().equals(POLL)));
    }
}
