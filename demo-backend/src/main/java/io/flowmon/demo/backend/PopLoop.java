/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.backend;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread's loop: reserve a worker, pop a message, hand it over. It ends by {@link #stop()} alone; whatever fails is
 * tried again.
 *
 * <p>At the beginning, and again after Redis was away, it gives back what the processing list holds: the messages of a
 * crash, or one whose pop succeeded while the answer was lost.
 */
class PopLoop implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(PopLoop.class);

    private final WorkQueue queue;
    private final Workers workers;
    private final Work work;
    private final BackendProperties properties;
    private final RedisPatience patience = new RedisPatience();
    private boolean mustGiveBack = true;

    PopLoop(WorkQueue queue, Workers workers, Work work, BackendProperties properties) {
        this.queue = queue;
        this.workers = workers;
        this.work = work;
        this.properties = properties;
    }

    @Override
    public void run() {
        try {
            while (!patience.stopping()) {
                try {
                    step();
                } catch (RuntimeException e) {
                    mustGiveBack = true;
                    patience.waitAfter(e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void step() throws InterruptedException {
        if (mustGiveBack) {
            if (!workers.awaitIdle(properties.pollTimeout())) {
                return;
            }
            int count = queue.giveBack();
            mustGiveBack = false;
            patience.succeeded();
            if (count > 0) {
                log.info("Took up again {} messages that had been left in the processing list", count);
            }
        }
        workers.reserve();
        String message = pop();
        if (message != null) {
            workers.submit(() -> handle(message));
        }
    }

    /** Frees the reserved place when there is nothing to fill it with. */
    private @Nullable String pop() {
        String message = null;
        try {
            if (!patience.stopping()) {
                message = queue.take(properties.pollTimeout());
                patience.succeeded();
            }
            return message;
        } finally {
            if (message == null) {
                workers.release();
            }
        }
    }

    /** The failure of the work escapes to the pool, which reports it. */
    private void handle(String message) {
        try {
            work.on(message);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (RuntimeException e) {
            settle(() -> queue.failed(message));
            throw e;
        }
        settle(() -> queue.done(message));
    }

    /** Tries until Redis takes it, or until the stop: then the message stays in the processing list. */
    private void settle(Runnable inRedis) {
        try {
            while (true) {
                try {
                    inRedis.run();
                    return;
                } catch (RuntimeException e) {
                    if (patience.stopping()) {
                        log.warn("A message was worked on but stays in the processing list: {}", e.toString());
                        return;
                    }
                    patience.waitAfter(e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean redisAway() {
        return patience.away();
    }

    void stop() {
        patience.stop();
    }
}
