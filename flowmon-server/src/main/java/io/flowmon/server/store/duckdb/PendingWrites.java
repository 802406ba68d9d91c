/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What waits for the writer, bounded by weight. Any thread; only {@link #take} waits. */
final class PendingWrites {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Queue<PendingWrite> queue = new ArrayDeque<>();
    private final long limit;
    private long weight;
    private boolean closed;

    PendingWrites(long limit) {
        this.limit = limit;
    }

    /** Takes it, unless that would pass the bound; something larger than the whole bound is taken when nothing waits. */
    boolean offer(PendingWrite write) {
        lock.lock();
        try {
            if (closed || (weight > 0 && weight + write.weight() > limit)) {
                return false;
            }
            weight += write.weight();
            queue.add(write);
            arrived.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for something and returns it with what follows it, about {@code most} in weight; empty once closed. */
    List<PendingWrite> take(long most) throws InterruptedException {
        lock.lock();
        try {
            while (queue.isEmpty() && !closed) {
                arrived.await();
            }
            List<PendingWrite> taken = new ArrayList<>();
            long sum = 0;
            for (PendingWrite next = queue.peek(); next != null && sum < most; next = queue.peek()) {
                taken.add(queue.remove());
                sum += next.weight();
            }
            weight -= sum;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
