/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import io.flowmon.core.context.FlowContext;
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

    @Override
    public String toString() {
        return task.toString();
    }
}
