/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Messages that a thread took at once and handles one after the other. For that thread alone. */
public final class MessageTurns {

    private final Thread thread = Thread.currentThread();
    private final MessagesInHand inHand;
    private final Queue<Handling> waiting;
    private boolean over;

    MessageTurns(MessagesInHand inHand, Collection<Handling> waiting) {
        this.inHand = inHand;
        this.waiting = new ConcurrentLinkedQueue<>(waiting);
    }

    /** The thread lets go of the message it had in hand and takes up the next; after the last one it has none. */
    public void next() {
        if (over) {
            return;
        }
        Handling next = waiting.poll();
        over = next == null;
        inHand.takeUp(next, this);
    }

    Thread thread() {
        return thread;
    }

    /** The thread will never take up the rest. */
    void abandonRest() {
        for (Handling handling = waiting.poll(); handling != null; handling = waiting.poll()) {
            handling.taskEnded(new CancellationException("The message was taken, and nobody worked on it."));
        }
    }
}
