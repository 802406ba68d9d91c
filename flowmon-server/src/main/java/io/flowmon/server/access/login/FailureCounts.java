/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.login;

import java.time.Duration;
import java.time.InstantSource;

/** Failures by key: from a number of them on, each further one doubles a pause up to a bound. Not thread-safe. */
final class FailureCounts<K> {

    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(30);
    private static final int MOST_DOUBLINGS = 16;

    private final InstantSource clock;
    private final int free;
    private final Duration shortest;
    private final Duration longest;
    private final Recent<K, Failures> failures = new Recent<>();

    FailureCounts(InstantSource clock, int free, Duration shortest, Duration longest) {
        this.clock = clock;
        this.free = free;
        this.shortest = shortest;
        this.longest = longest;
    }

    private record Failures(int count, long lastMillis) {}

    /** How long until the next attempt; 0: now. */
    long pauseMillis(K key) {
        Failures known = failures.get(key);
        if (known == null || known.count() < free) {
            return 0;
        }
        int doublings = Math.min(known.count() - free, MOST_DOUBLINGS);
        long pause = Math.min(shortest.toMillis() << doublings, longest.toMillis());
        return Math.max(0, known.lastMillis() + pause - clock.millis());
    }

    void add(K key) {
        long now = clock.millis();
        Failures known = failures.get(key);
        int before = known == null || now - known.lastMillis() > FORGOTTEN_AFTER.toMillis() ? 0 : known.count();
        failures.put(key, new Failures(before + 1, now));
    }

    void takeBack(K key) {
        failures.computeIfPresent(
                key, (same, known) -> known.count() == 1 ? null : new Failures(known.count() - 1, known.lastMillis()));
    }

    void forget(K key) {
        failures.remove(key);
    }
}
