/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Bands of elapsed time, each about twice as wide as the one before: 1, 2 and 5 of each power of ten, from 1 ms to 100 s. */
public final class ElapsedBands {

    private static final List<Duration> BOUNDS = Stream.of(
                    0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)
            .map(Duration::ofMillis)
            .toList();

    private ElapsedBands() {}

    /** Where each band begins, inclusive; it ends before the next one, and the last has no end. */
    public static List<Duration> bounds() {
        return BOUNDS;
    }
}
