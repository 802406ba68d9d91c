/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waiting times that double with each vain attempt, give or take a fifth so that many senders do not come at once. */
final class RetryTimer {

    private static final double JITTER = 0.2;

    private final long minNanos;
    private final long maxNanos;
    private long nextNanos;

    RetryTimer(Duration min, Duration max) {
        this.minNanos = min.toNanos();
        this.maxNanos = Math.max(minNanos, max.toNanos());
        this.nextNanos = minNanos;
    }

    /** How long to wait this time, in nanoseconds. */
    long next() {
        long wait = nextNanos;
        nextNanos = Math.min(2 * nextNanos, maxNanos);
        return (long) (wait * (1 + ThreadLocalRandom.current().nextDouble(-JITTER, JITTER)));
    }

    void reset() {
        nextNanos = minNanos;
    }
}
