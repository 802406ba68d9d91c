/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.duckdb.query.Answer;
import io.flowmon.server.store.duckdb.query.Readers;
import java.time.Instant;
import java.util.List;

/**
 * Finds the newest of what is made of events, flows or messages, without looking at the whole range: first at the last part
 * of it that has 20,000 events, then at sixteen times as much time, and so on until a part would be a quarter of the range: then at all of it. What begins within a part has all its events
 * there, so the part tells of it what the whole range would; what begins before is left to the next part.
 */
final class NewestFirst {

    private static final long ENOUGH_EVENTS = 20_000;
    private static final long SHORTEST_MICROS = 1_000_000;
    private static final long TOWARDS_ENOUGH = 4;
    private static final long NEXT_PART = 16;

    private static final String COUNT = "SELECT count(*) FROM event WHERE " + Micros.IN_RANGE;

    private final Readers readers;
    private final long from;
    private final long before;

    /** @param before what begins at this time, in microseconds since 1970, or later is on earlier pages already */
    NewestFirst(Readers readers, Instant from, long before) {
        this.readers = readers;
        this.from = Micros.of(from);
        this.before = before;
    }

    /** Asks about larger and larger parts, until one has {@code enough}, or more than an answer may hold. */
    <T> Answer<T> find(long enough, Part<T> part) {
        long whole = before - from;
        long width = firstWidth(whole);
        while (width < whole / 4) { // a larger part costs hardly less than all
            Answer<T> answer = part.since(before - width);
            if (answer.cut() || answer.rows().size() >= enough) {
                return answer;
            }
            width *= NEXT_PART;
        }
        return part.since(from);
    }

    /** As if events came evenly, and then as many times longer or shorter as it takes where they do not. */
    private long firstWidth(long whole) {
        long width = (long) (whole * Math.min(1, (double) ENOUGH_EVENTS / Math.max(1, events(from))));
        width = Math.max(SHORTEST_MICROS, width);
        if (hasEnough(width)) {
            while (width > SHORTEST_MICROS * TOWARDS_ENOUGH && hasEnough(width / TOWARDS_ENOUGH)) {
                width /= TOWARDS_ENOUGH;
            }
        } else {
            do {
                width *= TOWARDS_ENOUGH;
            } while (width < whole && !hasEnough(width));
        }
        return width;
    }

    private boolean hasEnough(long width) {
        return events(before - width) >= ENOUGH_EVENTS;
    }

    private long events(long since) {
        return readers.all(COUNT, List.of(since, before), row -> row.number(1)).get(0);
    }

    /** A question about what begins at a time, in microseconds since 1970, or later. */
    @FunctionalInterface
    interface Part<T> {
        Answer<T> since(long micros);
    }
}
