/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts, and tells the log of trouble once: the first failure is a warning, the next ones are for who debugs. */
final class SenderCounters {

    private static final Logger LOG = System.getLogger(EventSender.class.getName());

    private final LongAdder offered = new LongAdder();
    private final LongAdder recovered = new LongAdder();
    private final LongAdder unspooled = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final Map<DropCause, LongAdder> dropped = new EnumMap<>(DropCause.class);
    private final AtomicBoolean dropReported = new AtomicBoolean();
    private final AtomicBoolean failureReported = new AtomicBoolean();
    private volatile @Nullable String lastError;

    SenderCounters() {
        for (DropCause cause : DropCause.values()) {
            dropped.put(cause, new LongAdder());
        }
    }

    void offer() {
        offered.increment();
    }

    void recover(long events) {
        recovered.add(events);
    }

    void unspooled(long events) {
        unspooled.add(events);
    }

    void acknowledge(long events) {
        acknowledged.add(events);
    }

    void drop(DropCause cause, long events) {
        count(cause).add(events);
    }

    /** Warns, once, from the sender's thread, if the queue has ever overflowed. */
    void reportOverflow() {
        if (count(DropCause.QUEUE_FULL).sum() > 0 && dropReported.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "flowmon: the queue is full and events are dropped; the application is not affected."
                            + " The counters tell how many.");
        }
    }

    /** Keeps a failure that the log is told of elsewhere. */
    void remember(String what, Throwable error) {
        lastError = what + ": " + error;
        LOG.log(Level.DEBUG, "flowmon: " + what, error);
    }

    void failed(String what, Throwable error) {
        lastError = what + ": " + error;
        Level level = failureReported.compareAndSet(false, true) ? Level.WARNING : Level.DEBUG;
        LOG.log(level, "flowmon: " + what + "; the application is not affected", error);
    }

    long offered() {
        return offered.sum();
    }

    long recovered() {
        return recovered.sum();
    }

    long unspooled() {
        return unspooled.sum();
    }

    long acknowledged() {
        return acknowledged.sum();
    }

    Map<String, Long> dropped() {
        Map<String, Long> counts = new TreeMap<>();
        dropped.forEach((cause, count) -> {
            if (count.sum() > 0) {
                counts.put(cause.wireName(), count.sum());
            }
        });
        return counts;
    }

    @Nullable
    String lastError() {
        return lastError;
    }

    private LongAdder count(DropCause cause) {
        return Objects.requireNonNull(dropped.get(cause));
    }
}
