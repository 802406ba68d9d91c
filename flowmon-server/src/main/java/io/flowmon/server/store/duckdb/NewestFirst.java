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
 * Finds the newest of what is made of events, flows or messages, without looking at the whole range: first at its last
 * 20,000 events, then at sixteen times as many, at last at all of them. What begins within a part has all its events there,
 * so the part tells of it what the whole range would; what begins before is left to the next part.
 */
final class NewestFirst {

    private static final long FEW_EVENTS = 20_000;
    private static final long MORE_EVENTS = 16 * FEW_EVENTS;

    private static final String BEGIN = """
            SELECT epoch_us(timestamp) FROM event
            WHERE timestamp >= make_timestamp(?::BIGINT) AND timestamp < make_timestamp(?::BIGINT)
            ORDER BY timestamp DESC LIMIT 1 OFFSET ?
            """;

    private final Readers readers;
    private final long from;
    private final long before;

    /** @param before what begins at this time, in microseconds since 1970, or later is on earlier pages already */
    NewestFirst(Readers readers, Instant from, long before) {
        this.readers = readers;
        this.from = Micros.of(from);
        this.before = before;
    }

    /** Asks about larger and larger parts, until one has {@code enough}, or holds more than an answer may. */
    <T> Answer<T> find(long enough, Part<T> part) {
        for (long events : List.of(FEW_EVENTS, MORE_EVENTS)) {
            List<Long> begin = readers.all(BEGIN, List.of(from, before, events), row -> row.number(1));
            if (begin.isEmpty()) {
                break;
            }
            Answer<T> answer = part.since(begin.get(0));
            if (answer.cut() || answer.rows().size() >= enough) {
                return answer;
            }
        }
        return part.since(from);
    }

    /** A question about what begins at a time, in microseconds since 1970, or later. */
    @FunctionalInterface
    interface Part<T> {
        Answer<T> since(long micros);
    }
}
