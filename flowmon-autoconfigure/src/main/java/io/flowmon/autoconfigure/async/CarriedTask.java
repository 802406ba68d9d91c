/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import io.flowmon.core.context.FlowContext;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A task with the flow and the message of the thread that gave it out. */
final class CarriedTask implements Runnable {

    private final Runnable task;
    private final @Nullable FlowContext context;
    private final MessagesInHand messages;
    private @Nullable TaskTicket ticket;

    CarriedTask(Runnable task, @Nullable FlowContext context, MessagesInHand messages) {
        this.task = task;
        this.context = context;
        this.messages = messages;
    }

    void ticket(TaskTicket ticket) {
        this.ticket = ticket;
    }

    @Override
    public void run() {
        WorkInHand work = begin();
        Throwable failure = null;
        try {
            task.run();
            failure = TaskFailures.of(task);
        } catch (Throwable escaped) {
            failure = escaped;
            throw escaped;
        } finally {
            work.end(failure);
        }
    }

    /** The calling thread begins to do what the task stands for. */
    WorkInHand begin() {
        return messages.begin(context, ticket);
    }

    /** Nobody will do it. */
    void reject(Throwable reason) {
        messages.rejected(ticket, reason);
    }

    /** As it was before. */
    Runnable task() {
        return task;
    }

    /** Does {@code work} in place of the task, as part of the same. */
    <T> T call(Callable<T> work) throws Exception {
        WorkInHand begun = begin();
        Throwable failure = null;
        try {
            T result = work.call();
            failure = TaskFailures.of(result);
            return result;
        } catch (Throwable escaped) {
            failure = escaped;
            throw escaped;
        } finally {
            begun.end(failure);
        }
    }

    @Override
    public String toString() {
        return task.toString();
    }
}
