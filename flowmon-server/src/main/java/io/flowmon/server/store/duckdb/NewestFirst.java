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
 * of it that has 20,000 events, then at sixteen times as much time, and so on. What begins within a part has all its events
 * there, so the part tells of it what the whole range would; what begins before is left to the next part.
 */
final class NewestFirst {

    private static final long ENOUGH_EVENTS = 20_000;
    private static final long SMALLEST_PART = 4_096;
    private static final long TOWARDS_ENOUGH = 4;
    private static final long NEXT_PART = 16;

    private static final String COUNT = "SELECT count(*) FROM event"
            + " WHERE timestamp >= make_timestamp(?::BIGINT) AND timestamp < make_timestamp(?::BIGINT)";

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
        long width = whole / SMALLEST_PART;
        while (width > 0 && width < whole && events(before - width) < ENOUGH_EVENTS) {
            width *= TOWARDS_ENOUGH;
        }
        while (width > 0 && width < whole / 2) { // most of it costs as much as all of it
            Answer<T> answer = part.since(before - width);
            if (answer.cut() || answer.rows().size() >= enough) {
                return answer;
            }
            width *= NEXT_PART;
        }
        return part.since(from);
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
