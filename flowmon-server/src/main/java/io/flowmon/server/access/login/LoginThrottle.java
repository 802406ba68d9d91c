/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.login;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Slows down who guesses passwords: after a few failures for a user name, or more from one address, each further failure
 * doubles the time until the next attempt is looked at. Remembers a bounded number of names and addresses, the most
 * recent ones. Any thread.
 */
final class LoginThrottle {

    static final int FAILURES_OF_A_USER = 5;
    static final int FAILURES_OF_AN_ADDRESS = 20;
    private static final int REMEMBERED = 10_000;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(30);

    private final InstantSource clock;
    private final Map<String, Failures> users = new Recent();
    private final Map<String, Failures> addresses = new Recent();

    LoginThrottle(InstantSource clock) {
        this.clock = clock;
    }

    private record Failures(int count, long lastMillis) {}

    /** The most recently used ones. */
    private static final class Recent extends LinkedHashMap<String, Failures> {
        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > REMEMBERED;
        }
    }

    /** How long until an attempt is looked at; zero: now. */
    synchronized Duration pause(String user, String address) {
        long pause = Math.max(
                pauseMillis(users.get(user), FAILURES_OF_A_USER),
                pauseMillis(addresses.get(address), FAILURES_OF_AN_ADDRESS));
        return Duration.ofMillis(pause);
    }

    synchronized void failed(String user, String address) {
        users.merge(user, one(), this::another);
        addresses.merge(address, one(), this::another);
    }

    /** Forgets the failures of the user, not those of the address. */
    synchronized void succeeded(String user) {
        users.remove(user);
    }

    private Failures one() {
        return new Failures(1, clock.millis());
    }

    private Failures another(Failures before, Failures now) {
        boolean forgotten = now.lastMillis() - before.lastMillis() > FORGOTTEN_AFTER.toMillis();
        return forgotten ? now : new Failures(before.count() + 1, now.lastMillis());
    }

    private long pauseMillis(@Nullable Failures failures, int free) {
        if (failures == null || failures.count() < free) {
            return 0;
        }
        int doublings = Math.min(failures.count() - free, 16);
        long pause = Math.min(1_000L << doublings, LONGEST.toMillis());
        return Math.max(0, failures.lastMillis() + pause - clock.millis());
    }
}
