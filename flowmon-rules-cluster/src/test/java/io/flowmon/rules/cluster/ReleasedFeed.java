/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.cluster;

import io.flowmon.rules.event.EventFeed;
import io.flowmon.rules.event.RuleEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Events of which as many can be read as have been released; time goes as far as they do. Any thread. */
public final class ReleasedFeed implements EventFeed {

    private final List<RuleEvent> events;
    private final Instant end;
    private int released;

    public ReleasedFeed(List<RuleEvent> events, Instant end) {
        this.events = events;
        this.end = end;
    }

    public synchronized int released() {
        return released;
    }

    public synchronized void release(int upTo) {
        released = Math.min(upTo, events.size());
        notifyAll();
    }

    @Override
    public synchronized Page read(long sequence, int limit, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (sequence >= released && System.nanoTime() < until) {
            wait(1 + Math.max(0, Duration.ofNanos(until - System.nanoTime()).toMillis()));
        }
        int from = (int) sequence;
        int to = Math.min(released, from + limit);
        Instant arrived = to < events.size() ? events.get(to).receivedAt() : end;
        return new Page(from < to ? events.subList(from, to) : List.of(), arrived, arrived);
    }

    @Override
    public synchronized Senders senders() {
        return new Senders(
                List.of(),
                List.of(),
                released < events.size() ? events.get(released).receivedAt() : end);
    }

    @Override
    public synchronized long before(Instant time) {
        return events.subList(0, released).stream()
                .filter(event -> event.receivedAt().isBefore(time))
                .count();
    }
}
