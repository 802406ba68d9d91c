/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

/**
 * Makes tasks take the flow along to executors that Spring does not manage, such as those of {@code Executors.*}. Any
 * thread.
 */
public final class FlowmonExecutors {

    private final MessagesInHand messages;

    FlowmonExecutors(MessagesInHand messages) {
        this.messages = messages;
    }

    /** A task that does the same as {@code task}, on whichever thread, for the flow and the message of the caller. */
    public Runnable wrap(Runnable task) {
        return messages.carry(task);
    }

    /** As {@link #wrap(Runnable)}, for a task with a result. */
    public <T> Callable<T> wrap(Callable<T> task) {
        return messages.carry(task);
    }

    /** An executor that runs its tasks in {@code executor}, for the flow and the message of whoever gave them. */
    public Executor wrap(Executor executor) {
        return task -> executor.execute(messages.carry(task));
    }

    /** As {@link #wrap(Executor)}; shutting it down shuts {@code executor} down. */
    public ExecutorService wrap(ExecutorService executor) {
        return new CarryingExecutorService(executor, messages);
    }
}
