/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.cluster.work;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work on a thread of its own that is tried again after a while, until somebody says that it is to end. Any thread. */
public final class KafkaWork implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(KafkaWork.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable String trouble;

    /** Not begun yet. */
    public KafkaWork(String name, Attempt attempt) {
        this.thread = new Thread(() -> run(attempt), name);
        thread.setDaemon(true);
    }

    /** One try, which lasts until {@link #isStopped} or until something is wrong. */
    @FunctionalInterface
    public interface Attempt {
        /** Returns whether it makes sense to try again. */
        boolean run() throws InterruptedException;
    }

    public void start() {
        thread.start();
    }

    public boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Says that it is to end, and does not wait. */
    public void stop() {
        stopped.countDown();
    }

    /** Waits for the end, up to 10 s. */
    @Override
    public void close() {
        stop();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        }
    }

    /** Why nothing is done at present. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** It is done. */
    public void goesWell() {
        trouble = null;
    }

    /** It is not done. Logged once as long as it is the same. */
    public void fails(String message, Exception cause) {
        if (!message.equals(trouble)) {
            log.warn(message, cause);
        }
        trouble = message;
    }

    private void run(Attempt attempt) {
        try {
            while (!isStopped() && attempt.run()) {
                stopped.await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException stopNow) {
            Thread.currentThread().interrupt();
        }
    }
}
