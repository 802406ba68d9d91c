/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.load;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the events of one action tell together: of each time the earliest, and the longest of how long it took. */
final class Handling {

    private final LoadEvent last;
    private long message = Code.NONE;
    private double weight;
    private long arrived = Long.MAX_VALUE;
    private @Nullable Long received;
    private @Nullable Long started;
    private @Nullable Long begun;
    private @Nullable Double elapsed;

    /** @param events one at least, in any order */
    Handling(List<LoadEvent> events) {
        LoadEvent newest = events.get(0);
        for (LoadEvent event : events) {
            add(event);
            newest = event.moment() > newest.moment() ? event : newest;
        }
        last = newest;
    }

    private void add(LoadEvent event) {
        message = message == Code.NONE ? event.message() : message;
        weight = Math.max(weight, event.weight());
        arrived = Math.min(arrived, event.beginning());
        if (event.received()) {
            received = earlier(received, event.moment());
        }
        if (event.started()) {
            started = earlier(started, event.moment());
        }
        Double took = event.elapsed();
        if (took != null) {
            if (event.begun() != null) {
                begun = earlier(begun, event.begun());
            }
            elapsed = elapsed == null ? took : Math.max(elapsed, took);
        }
    }

    /** The newest event. */
    LoadEvent last() {
        return last;
    }

    /** Code of the message. */
    long message() {
        return message;
    }

    double weight() {
        return weight;
    }

    /** When the action is told to have begun, at the latest when it was received. */
    long arrived() {
        return arrived;
    }

    /** When its service began. */
    long busyFrom() {
        return started == null ? arrived : started;
    }

    /** How long its service took, without the wait before it; null if its end is not told. */
    @Nullable
    Double serviceSeconds() {
        if (elapsed == null || started == null || begun == null || started <= begun) {
            return elapsed;
        }
        return Math.max(0, elapsed - (started - begun) / 1e6);
    }

    /** From the receipt to the begin of its service; null if one of both is not told. */
    @Nullable
    Long poolMicros() {
        return started == null || received == null ? null : Long.valueOf(started - received);
    }

    private static long earlier(@Nullable Long known, long moment) {
        return known == null ? moment : Math.min(known, moment);
    }
}
