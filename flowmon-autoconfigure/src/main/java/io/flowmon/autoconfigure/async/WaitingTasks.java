/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The tasks that were given out for messages and have not begun: a message is not over while one of them waits. Any thread. */
final class WaitingTasks {

    private final Set<TaskTicket> tickets = ConcurrentHashMap.newKeySet();
    private final ReferenceQueue<CarriedTask> forgotten = new ReferenceQueue<>();

    /** The task was given out while this was handled. */
    void add(CarriedTask task, Handling handling) {
        handling.taskGiven();
        TaskTicket ticket = new TaskTicket(task, forgotten, handling);
        tickets.add(ticket);
        task.ticket(ticket);
    }

    /** For what the task was given out, the first time that this is asked; null if it waits no more, or was for nothing. */
    @Nullable
    Handling take(@Nullable TaskTicket ticket) {
        return ticket != null && tickets.remove(ticket) ? ticket.handling() : null;
    }

    /** Ends those that nobody holds any more, so that they can never run. */
    void endForgotten() {
        for (Object reference = forgotten.poll(); reference != null; reference = forgotten.poll()) {
            if (reference instanceof TaskTicket ticket && tickets.remove(ticket)) {
                ticket.handling().taskEnded(new CancellationException("The task was never run."));
            }
        }
    }
}
