/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.backend;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * The pool, with as many places as it has threads. A place is reserved before a message is popped, so that no message
 * waits in this process while another instance could work on it.
 */
@Component
class Workers {

    private final ThreadPoolTaskExecutor pool;
    private final int size;
    private final Semaphore places;

    Workers(@Qualifier("applicationTaskExecutor") ThreadPoolTaskExecutor pool) {
        this.pool = pool;
        this.size = pool.getCorePoolSize();
        this.places = new Semaphore(size);
    }

    /** Waits for a free place. It must be given back by {@link #release()} or filled by {@link #submit}. */
    void reserve() throws InterruptedException {
        places.acquire();
    }

    void release() {
        places.release();
    }

    /** Runs the task in the reserved place. A task that the pool does not take any more leaves its place free. */
    void submit(Runnable task) {
        try {
            pool.execute(() -> {
                try {
                    task.run();
                } finally {
                    release();
                }
            });
        } catch (RuntimeException e) {
            release();
            throw e;
        }
    }

    /** Waits until nothing runs. False when that takes longer. */
    boolean awaitIdle(Duration timeout) throws InterruptedException {
        if (!places.tryAcquire(size, timeout.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        places.release(size);
        return true;
    }

    int busy() {
        return size - places.availablePermits();
    }
}
