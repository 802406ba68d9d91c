/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.rules;

import io.flowmon.rules.event.RuleEvent;
import java.util.ArrayList;
import java.util.List;

/** The newest events, so many of them, by their numbers. Not for several threads at once. */
final class RecentEvents {

    private final RuleEvent[] ring;
    private long added;
    private long before;

    /** @param before the number before that of the first event that will be added */
    RecentEvents(int most, long before) {
        this.ring = new RuleEvent[most];
        this.before = before;
    }

    void add(RuleEvent event) {
        if (added >= ring.length) {
            before = at(added - ring.length).sequence();
        }
        ring[(int) (added % ring.length)] = event;
        added++;
    }

    /** Whether all events after this number are here. */
    boolean reachBackTo(long sequence) {
        return sequence >= before;
    }

    /** The number of the newest one. */
    long last() {
        return added == 0 ? before : at(added - 1).sequence();
    }

    List<RuleEvent> after(long sequence, int limit) {
        long from = Math.max(0, added - ring.length);
        long to = added;
        while (from < to) {
            long middle = (from + to) >>> 1;
            if (at(middle).sequence() <= sequence) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        List<RuleEvent> events = new ArrayList<>();
        for (long i = from; i < added && events.size() < limit; i++) {
            events.add(at(i));
        }
        return events;
    }

    private RuleEvent at(long index) {
        return ring[(int) (index % ring.length)];
    }
}
