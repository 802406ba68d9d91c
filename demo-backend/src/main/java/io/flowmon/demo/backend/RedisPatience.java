/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.backend;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits out an absent Redis: longer from try to try, logged once when it goes and once when it is back. Any thread may
 * use it.
 */
class RedisPatience {

    private static final Logger log = LoggerFactory.getLogger(RedisPatience.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final CountDownLatch stopped = new CountDownLatch(1);
    private Duration wait = FIRST_WAIT;
    private boolean away;

    /** Waits before the next try, or until {@link #stop()}. */
    void waitAfter(RuntimeException failure) throws InterruptedException {
        Duration now = next(failure);
        boolean unused = stopped.await(now.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized Duration next(RuntimeException failure) {
        if (!away) {
            away = true;
            log.warn("Redis does not serve the queue; trying again until it does: {}", failure.toString());
        }
        Duration now = wait;
        Duration doubled = now.multipliedBy(2);
        wait = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
        return now;
    }

    synchronized void succeeded() {
        if (away) {
            away = false;
            wait = FIRST_WAIT;
            log.info("Redis serves the queue again");
        }
    }

    synchronized boolean away() {
        return away;
    }

    void stop() {
        stopped.countDown();
    }

    boolean stopping() {
        return stopped.getCount() == 0;
    }
}
