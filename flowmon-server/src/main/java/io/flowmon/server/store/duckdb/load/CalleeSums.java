/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.load;

import io.flowmon.server.store.Callee;
import io.flowmon.server.store.StationKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the actions of a station called and sent. Not thread-safe. */
final class CalleeSums {

    static final Comparator<Callee> LONGEST_FIRST =
            Comparator.comparingDouble(Callee::seconds).reversed();

    private static final int MOST = 3;

    private record Called(String endpoint, @Nullable String peer) {}

    private record Sum(double count, double seconds) {

        Sum and(Sum other) {
            return new Sum(count + other.count, seconds + other.seconds);
        }
    }

    private final Map<Called, Sum> sums = new HashMap<>();

    void add(Action action) {
        for (Call call : action.calls()) {
            double seconds = action.weight() * (call.ended() - call.begun()) / 1e6;
            sums.merge(new Called(call.endpoint(), call.peer()), new Sum(action.weight(), seconds), Sum::and);
        }
    }

    /** Those that took most of the time. */
    Stream<Callee> longest(StationKey key) {
        return sums.entrySet().stream()
                .map(called -> new Callee(
                        key,
                        called.getKey().endpoint(),
                        called.getKey().peer(),
                        called.getValue().count(),
                        called.getValue().seconds()))
                .sorted(LONGEST_FIRST
                        .thenComparing(Callee::endpoint)
                        .thenComparing(Callee::peer, Comparator.nullsLast(Comparator.naturalOrder())))
                .limit(MOST);
    }
}
