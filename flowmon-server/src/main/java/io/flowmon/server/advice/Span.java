/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import io.flowmon.server.store.InstanceLoad;
import io.flowmon.server.store.LoadPart;
import io.flowmon.server.store.LoadQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * The part of the time range in which a station had work: without the parts at its beginning and end in which nothing arrived,
 * since a service that was started five minutes ago has no load of fifteen.
 *
 * @param counts arrivals in each of the equal parts that lie whole within it
 */
record Span(Instant from, Instant to, boolean cut, List<Long> counts) {

    static Span of(LoadQuery query, List<LoadPart> parts, List<InstanceLoad> instances) {
        long[] counts = new long[query.parts()];
        parts.forEach(part -> counts[part.number()] = part.arrivals());
        int first = 0;
        int last = counts.length - 1;
        while (first < last && counts[first] == 0) {
            first++;
        }
        while (last > first && counts[last] == 0) {
            last--;
        }
        Instant from = query.from();
        Instant to = query.to();
        int firstWhole = first;
        int lastWhole = last;
        if (first > 0) {
            from = instances.stream()
                    .map(InstanceLoad::first)
                    .min(Instant::compareTo)
                    .orElse(from);
            firstWhole++;
        }
        if (last < counts.length - 1) {
            to = instances.stream()
                    .map(InstanceLoad::last)
                    .max(Instant::compareTo)
                    .orElse(to);
            lastWhole--;
        }
        boolean cut = first > 0 || last < counts.length - 1;
        List<Long> whole = firstWhole > lastWhole
                ? List.of()
                : Arrays.stream(counts, firstWhole, lastWhole + 1).boxed().toList();
        return from.isBefore(to) ? new Span(from, to, cut, whole) : new Span(query.from(), query.to(), false, whole);
    }

    double seconds() {
        return Duration.between(from, to).toNanos() / 1e9;
    }
}
