/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What waits for the writer, bounded by weight. Any thread; only {@link #take} waits. */
final class PendingWrites {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Queue<PendingWrite> queue = new ArrayDeque<>();
    private final long limit;
    private final Queue<PendingTask<?>> tasks = new ArrayDeque<>();
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

    /**
     * Waits for something, a task, or {@code millis}, and returns what there is, about {@code most} in weight; it may be
     * nothing.
     */
    List<PendingWrite> take(long most, long millis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (queue.isEmpty() && tasks.isEmpty() && !closed && left > 0) {
                left = arrived.awaitNanos(left);
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

    /** Takes over what the writer is to do between two groups; it is done although the store has no room for more. */
    boolean offer(PendingTask<?> task) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            tasks.add(task);
            arrived.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The next task, if there is one. */
    @Nullable
    PendingTask<?> pollTask() {
        lock.lock();
        try {
            return tasks.poll();
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

    /** Closed, and everything was taken. */
    boolean isDrained() {
        lock.lock();
        try {
            return closed && queue.isEmpty();
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
