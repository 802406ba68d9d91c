/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.spool;

import java.util.UUID;
import org.h2.mvstore.MVMap;

/**
 * What a segment's file knows of its batches, which are numbered from 1 inside it.
 *
 * @param shift what to add for the number in the session
 * @param acknowledged the newest that the server has
 */
record SegmentState(
        UUID session, long shift, long acknowledged, long events, long acknowledgedEvents, long oldestMillis) {

    static SegmentState read(MVMap<String, Long> numbers) {
        if (numbers.isEmpty()) { // the process was killed before the first commit
            return new SegmentState(new UUID(0, 0), 0, 0, 0, 0, 0);
        }
        return new SegmentState(
                new UUID(number(numbers, "session-high"), number(numbers, "session-low")),
                number(numbers, "shift"),
                number(numbers, "acknowledged"),
                number(numbers, "events"),
                number(numbers, "acknowledged-events"),
                number(numbers, "oldest"));
    }

    /** Events that are not acknowledged. */
    long left() {
        return events - acknowledgedEvents;
    }

    void write(MVMap<String, Long> numbers) {
        numbers.put("session-high", session.getMostSignificantBits());
        numbers.put("session-low", session.getLeastSignificantBits());
        numbers.put("shift", shift);
        numbers.put("acknowledged", acknowledged);
        numbers.put("events", events);
        numbers.put("acknowledged-events", acknowledgedEvents);
        numbers.put("oldest", oldestMillis);
    }

    private static long number(MVMap<String, Long> numbers, String name) {
        Long number = numbers.get(name);
        if (number == null) {
            throw new IllegalStateException("it lacks " + name);
        }
        return number;
    }
}
