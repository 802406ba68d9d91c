/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Hands every task over with the flow of the thread that gave it. */
final class CarryingExecutorService extends AbstractExecutorService {

    private final ExecutorService executor;
    private final MessagesInHand messages;

    CarryingExecutorService(ExecutorService executor, MessagesInHand messages) {
        this.executor = executor;
        this.messages = messages;
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(messages.carry(task));
    }

    @Override
    public void shutdown() {
        executor.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return executor.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return executor.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return executor.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return executor.awaitTermination(timeout, unit);
    }
}
