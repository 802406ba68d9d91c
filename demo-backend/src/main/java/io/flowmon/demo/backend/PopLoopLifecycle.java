/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.backend;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.DependsOn;
import org.springframework.stereotype.Component;

/**
 * Runs the {@link PopLoop} while the application runs: after the web server has its port, so that a second instance
 * started by mistake fails before it touches the first one's messages, and until before the pool and the connections
 * are closed.
 *
 * <p>A stop pops no more, lets the running work finish, and gives the rest back to the queue.
 */
@Component
@DependsOn("applicationTaskExecutor") // which is thus stopped after it
class PopLoopLifecycle implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(PopLoopLifecycle.class);

    private final WorkQueue queue;
    private final Workers workers;
    private final Work work;
    private final BackendProperties properties;

    private volatile @Nullable PopLoop loop;
    private volatile @Nullable Thread thread;

    PopLoopLifecycle(WorkQueue queue, Workers workers, Work work, BackendProperties properties) {
        this.queue = queue;
        this.workers = workers;
        this.work = work;
        this.properties = properties;
    }

    @Override
    public void start() {
        var started = new PopLoop(queue, workers, work, properties);
        loop = started;
        var runner = new Thread(started, "pop-loop");
        thread = runner;
        runner.start();
    }

    @Override
    public void stop() {
        PopLoop stopping = loop;
        Thread runner = thread;
        if (stopping == null || runner == null) {
            return;
        }
        stopping.stop();
        try {
            runner.join(properties.stopTimeout().toMillis());
            if (workers.awaitIdle(properties.stopTimeout())) {
                queue.giveBack();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("What is in the processing list stays there until the next start: {}", e.toString());
        }
        loop = null;
        thread = null;
    }

    @Override
    public boolean isRunning() {
        Thread runner = thread;
        return runner != null && runner.isAlive();
    }

    boolean isServed() {
        PopLoop running = loop;
        return isRunning() && running != null && !running.redisAway();
    }
}
