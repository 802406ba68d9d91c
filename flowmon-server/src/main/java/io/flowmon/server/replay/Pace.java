/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How fast a replay goes, and whether it is to stop. One thread keeps the pace; any thread may stop it.
 *
 * <p>Each message has its time, from the begin on: a slow batch is made up for within a second, and no more, so that a place
 * that was away is not run over when it is back.
 */
final class Pace {

    /** Messages that are sent together where there is no limit. */
    private static final int FULL_BATCH = 2_000;

    /** With a limit, a batch is a tenth of a second's messages: short bursts, and quick to stop. */
    private static final int BATCHES_A_SECOND = 10;

    private static final long LARGEST_BACKLOG = TimeUnit.SECONDS.toNanos(1);

    private final @Nullable Integer perSecond;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stopping = lock.newCondition();
    private boolean stopped;
    private boolean interrupted;
    private long next = System.nanoTime();

    /** @param perSecond messages a second; null for as fast as it goes */
    Pace(@Nullable Integer perSecond) {
        this.perSecond = perSecond;
    }

    int batchSize() {
        return perSecond == null ? FULL_BATCH : Math.max(1, Math.min(FULL_BATCH, perSecond / BATCHES_A_SECOND));
    }

    /** Somebody does not want it to go on. */
    void stop() {
        stop(false);
    }

    /** The server ends. */
    void interrupt() {
        stop(true);
    }

    boolean interrupted() {
        lock.lock();
        try {
            return interrupted;
        } finally {
            lock.unlock();
        }
    }

    private void stop(boolean serverEnds) {
        lock.lock();
        try {
            interrupted |= serverEnds && !stopped;
            stopped = true;
            stopping.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits a moment. False when it is to stop. */
    boolean rest(Duration moment) throws InterruptedException {
        lock.lock();
        try {
            long wait = moment.toNanos();
            while (!stopped && wait > 0) {
                wait = stopping.awaitNanos(wait);
            }
            return !stopped;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until so many messages may be sent. False when it is to stop. */
    boolean await(int messages) throws InterruptedException {
        lock.lock();
        try {
            long wait = next - System.nanoTime();
            while (!stopped && wait > 0) {
                wait = stopping.awaitNanos(wait);
            }
            if (perSecond != null) {
                long now = System.nanoTime();
                next = Math.max(next, now - LARGEST_BACKLOG) + messages * TimeUnit.SECONDS.toNanos(1) / perSecond;
            }
            return !stopped;
        } finally {
            lock.unlock();
        }
    }
}
