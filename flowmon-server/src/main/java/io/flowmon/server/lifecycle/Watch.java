/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.lifecycle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A thread that looks after something again and again, until it is told to stop. Started and stopped once, from any thread. */
public final class Watch {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Thread thread;

    /** What the thread does. It rests by {@link #rest}, and ends when that says so. */
    @FunctionalInterface
    public interface Work {

        /** Does it; an interrupt ends the thread. */
        void run() throws InterruptedException;
    }

    /** Begins the work on a thread of this name. */
    public void start(String name, Work work) {
        Thread started = new Thread(() -> run(work), name);
        started.start();
        thread = started;
    }

    private static void run(Work work) {
        try {
            work.run();
        } catch (InterruptedException stopNow) {
            Thread.currentThread().interrupt();
        }
    }

    /** For the work's own thread: waits so long, and says whether it is to go on. */
    public boolean rest(Duration pause) throws InterruptedException {
        return !stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends the work at its next rest, and waits for that, at most 30 s. */
    public void stop() {
        stopped.countDown();
        Thread running = thread;
        if (running != null) {
            try {
                running.join(PATIENCE.toMillis());
            } catch (InterruptedException stopWaiting) {
                Thread.currentThread().interrupt();
            }
        }
        thread = null;
    }

    /** Whether it was started and not stopped. */
    public boolean isRunning() {
        return thread != null;
    }
}
