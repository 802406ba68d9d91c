/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import io.flowmon.core.context.FlowContext;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
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
        messages.run(task, context, ticket);
    }

    /** Does {@code work} in place of the task, as part of the same. */
    <T> T call(Callable<T> work) throws Exception {
        FutureTask<T> once = new FutureTask<>(work);
        messages.run(once, context, ticket);
        try {
            return once.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        }
    }

    @Override
    public String toString() {
        return task.toString();
    }
}
