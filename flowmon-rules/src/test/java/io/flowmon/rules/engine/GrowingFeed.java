/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.engine;

import io.flowmon.rules.event.EventFeed;
import io.flowmon.rules.event.RuleEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A feed that a test adds to; its time is the real one. */
final class GrowingFeed implements EventFeed {

    private final List<RuleEvent> events = new ArrayList<>();

    /** An action that ended now. */
    synchronized void ended(String endpoint, String flow, double seconds) {
        Instant now = Instant.now();
        long sequence = events.size() + 1L;
        events.add(new RuleEvent(
                sequence,
                "event-" + sequence,
                flow,
                now,
                now,
                "orders",
                "orders_host_1",
                endpoint,
                "End call",
                "receiver",
                "action-" + sequence,
                null,
                null,
                seconds,
                "ok",
                null,
                null,
                false,
                null,
                1));
        notifyAll();
    }

    @Override
    public synchronized Page read(long sequence, int limit, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (events.size() <= sequence && System.nanoTime() < end) {
            wait(1 + Math.max(0, Duration.ofNanos(end - System.nanoTime()).toMillis()));
        }
        int from = (int) Math.min(sequence, events.size());
        Instant now = Instant.now();
        return new Page(events.subList(from, Math.min(events.size(), from + limit)), now, now);
    }

    @Override
    public Senders senders() {
        return new Senders(List.of(), List.of(), Instant.now());
    }

    @Override
    public synchronized long before(Instant time) {
        return events.stream()
                .filter(event -> event.receivedAt().isBefore(time))
                .count();
    }
}
