/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/** What has arrived of all senders, and how far each of them is. Any thread. */
final class Arrivals {

    /** Silence is noticed by looking again. */
    private static final long GLANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long LONG_AGO_NANOS = Long.MAX_VALUE / 2;

    private final List<Arrival> arrived = new ArrayList<>();
    private final Forgotten forgotten = new Forgotten();

    /** Everything that was published to a sender before this time has arrived. */
    private final Map<CapturingTransport, Long> completeUpTo = new HashMap<>();

    private boolean everOpened;

    synchronized void add(List<Arrival> events) {
        events.stream().filter(forgotten::isNew).forEach(arrived::add);
        notifyAll();
    }

    /** From now on a sender is waited for, although it may not have begun to send. */
    synchronized void made(CapturingTransport sender) {
        completeUpTo.put(sender, System.nanoTime() - LONG_AGO_NANOS);
    }

    synchronized void opened(CapturingTransport sender) {
        everOpened = true;
        made(sender);
    }

    synchronized void complete(CapturingTransport sender, long nanos) {
        completeUpTo.put(sender, nanos);
        notifyAll();
    }

    synchronized void closed(CapturingTransport sender) {
        completeUpTo.remove(sender);
        notifyAll();
    }

    synchronized boolean everOpened() {
        return everOpened;
    }

    synchronized List<Arrival> all() {
        return List.copyOf(arrived);
    }

    synchronized void clear() {
        arrived.forEach(forgotten::add);
        arrived.clear();
    }

    /**
     * Looks at what there is until everything that was published before the call has arrived and the look is good, or the
     * time is over; what was seen last.
     */
    <T> T await(Duration timeout, Function<List<Arrival>, T> look, Predicate<T> good) {
        long start = System.nanoTime();
        boolean interrupted = false;
        while (true) {
            boolean complete = isComplete(start);
            T seen = look.apply(all());
            long left = timeout.toNanos() - (System.nanoTime() - start);
            if ((complete && good.test(seen)) || left <= 0 || interrupted) {
                return seen;
            }
            interrupted = !glance(Math.min(left, GLANCE_NANOS));
        }
    }

    private synchronized boolean isComplete(long nanos) {
        return completeUpTo.values().stream().allMatch(time -> time - nanos >= 0);
    }

    /** Waits for something to happen, not for long; false if the thread was interrupted. */
    private synchronized boolean glance(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
            return true;
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
