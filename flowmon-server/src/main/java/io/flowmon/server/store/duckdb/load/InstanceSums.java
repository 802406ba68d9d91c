/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.load;

import io.flowmon.server.store.InstanceLoad;
import io.flowmon.server.store.StationKey;
import io.flowmon.server.store.duckdb.Micros;
import java.util.stream.LongStream;

/** What the actions of one instance of a station add up to. Not thread-safe. */
final class InstanceSums {

    /**
     * Begins are stamped by the clock and durations measured by another one, so what overlaps by no more than so many
     * microseconds follows each other.
     */
    private static final long CLOCKS_DIFFER = 100;

    private final LoadRange range;
    private final LongStream.Builder arrivals = LongStream.builder();
    private final LongStream.Builder begins = LongStream.builder();
    private final LongStream.Builder ends = LongStream.builder();
    private long actions;
    private long busyMicros;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    InstanceSums(LoadRange range) {
        this.range = range;
    }

    void add(Action action) {
        actions++;
        first = Math.min(first, action.arrived());
        last = Math.max(last, action.arrived());
        if (action.arrived() >= range.low()) {
            arrivals.add(action.arrived());
        }
        if (action.hasEnded()) {
            begins.add(action.busyFrom());
            ends.add(Math.max(action.busyFrom(), action.busyTo() - CLOCKS_DIFFER));
            busyMicros += action.busyMicros(range);
            last = Math.max(last, action.busyTo());
        }
    }

    /** To be asked once. */
    InstanceLoad load(StationKey key, String id) {
        return new InstanceLoad(
                key,
                id,
                actions,
                busyMicros / 1e6,
                peak(),
                Moments.gaps(arrivals.build().sorted().toArray()),
                Micros.toInstant(first),
                Micros.toInstant(last));
    }

    /**
     * The most that were in service at the same time. An end makes room for a begin at the same moment, so what takes no longer
     * than the clocks may differ counts as none beside a longer one.
     */
    private int peak() {
        long[] begun = begins.build().sorted().toArray();
        long[] ended = ends.build().sorted().toArray();
        int peak = 0;
        int gone = 0;
        for (int i = 0; i < begun.length; i++) {
            while (gone < i && ended[gone] <= begun[i]) {
                gone++;
            }
            peak = Math.max(peak, i + 1 - gone);
        }
        return peak;
    }
}
