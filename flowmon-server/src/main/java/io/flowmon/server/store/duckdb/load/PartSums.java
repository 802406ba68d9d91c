/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.load;

import io.flowmon.server.store.LoadPart;
import io.flowmon.server.store.StationKey;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Arrivals and waits of a station over time. Not thread-safe. */
final class PartSums {

    private final LoadRange range;
    private final long[] arrivals;
    private final long[] waits;
    private final double[] seconds;

    PartSums(LoadRange range) {
        this.range = range;
        this.arrivals = new long[range.parts()];
        this.waits = new long[range.parts()];
        this.seconds = new double[range.parts()];
    }

    void add(Action action) {
        if (action.joined() < range.low()) {
            return;
        }
        int part = range.part(action.joined());
        arrivals[part]++;
        Double wait = action.waitSeconds();
        if (wait != null) {
            waits[part]++;
            seconds[part] += wait;
        }
    }

    /** Those in which something arrived. */
    Stream<LoadPart> loads(StationKey key) {
        return IntStream.range(0, range.parts())
                .filter(part -> arrivals[part] > 0)
                .mapToObj(part ->
                        new LoadPart(key, part, arrivals[part], waits[part] == 0 ? null : seconds[part] / waits[part]));
    }
}
