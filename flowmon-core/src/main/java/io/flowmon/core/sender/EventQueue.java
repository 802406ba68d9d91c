/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import io.flowmon.core.event.Event;
import java.util.concurrent.atomic.AtomicLong;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Waiting events, bounded by count and by bytes. Any thread may offer, without locks; only the sender's thread polls.
 */
final class EventQueue {

    /** Its capacity is a power of two, so the bound is held by a threshold. */
    private final MpscAtomicArrayQueue<Event> events;

    private final int maxEvents;
    private final AtomicLong bytes = new AtomicLong();
    private final long maxBytes;

    EventQueue(int maxEvents, long maxBytes) {
        this.events = new MpscAtomicArrayQueue<>(maxEvents);
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
    }

    /** Takes the event, unless a bound forbids. */
    boolean offer(Event event) {
        int size = event.sizeInBytes();
        if (bytes.addAndGet(size) <= maxBytes && events.offerIfBelowThreshold(event, maxEvents)) {
            return true;
        }
        bytes.addAndGet(-size);
        return false;
    }

    @Nullable
    Event poll() {
        Event event = events.poll();
        if (event != null) {
            bytes.addAndGet(-event.sizeInBytes());
        }
        return event;
    }

    @Nullable
    Event peek() {
        return events.peek();
    }

    /** Whether it is worth while to make room before the time. */
    boolean isCrowded() {
        return events.size() > maxEvents / 4 || bytes.get() > maxBytes / 4;
    }

    int size() {
        return events.size();
    }

    long bytes() {
        return bytes.get();
    }
}
