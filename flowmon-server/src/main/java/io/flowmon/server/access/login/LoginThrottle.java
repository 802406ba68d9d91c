/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.login;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Slows down who guesses passwords. An attempt counts as a failure from its beginning, and is taken back when the
 * password was right: attempts at the same time cannot all pass before the first has failed.
 *
 * <p>A user's failures from one address, and an address's failures for many users, make that address wait, longer each
 * time. A user's failures from everywhere only set a pace, the same for ever, for addresses from which that user has not
 * logged in before: nobody can lock a user out. Refused attempts count nowhere. Any thread.
 */
final class LoginThrottle {

    static final int FAILURES_OF_A_PAIR = 5;
    static final int FAILURES_OF_A_NETWORK = 20;
    static final int FAILURES_OF_A_USER = 50;

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration PACE = Duration.ofSeconds(2);

    private final FailureCounts<LoginAttempt> pairs;
    private final FailureCounts<String> networks;
    private final FailureCounts<String> users;
    private final Recent<LoginAttempt, Boolean> loggedInBefore = new Recent<>();

    LoginThrottle(InstantSource clock) {
        pairs = new FailureCounts<>(clock, FAILURES_OF_A_PAIR, SHORTEST, LONGEST);
        networks = new FailureCounts<>(clock, FAILURES_OF_A_NETWORK, SHORTEST, LONGEST);
        users = new FailureCounts<>(clock, FAILURES_OF_A_USER, PACE, PACE);
    }

    /** Counts the attempt, and returns zero; or returns how long it has to wait, and counts nothing. */
    synchronized Duration begin(LoginAttempt attempt) {
        long pause = Math.max(pairs.pauseMillis(attempt), networks.pauseMillis(attempt.network()));
        if (loggedInBefore.get(attempt) == null) {
            pause = Math.max(pause, users.pauseMillis(attempt.user()));
        }
        if (pause == 0) {
            pairs.add(attempt);
            networks.add(attempt.network());
            users.add(attempt.user());
        }
        return Duration.ofMillis(pause);
    }

    /** Forgets the failures of the user at this address; of the others, this attempt alone. */
    synchronized void succeeded(LoginAttempt attempt) {
        loggedInBefore.put(attempt, true);
        pairs.forget(attempt);
        networks.takeBack(attempt.network());
        users.takeBack(attempt.user());
    }

    /** The password was not looked at. */
    synchronized void notChecked(LoginAttempt attempt) {
        pairs.takeBack(attempt);
        networks.takeBack(attempt.network());
        users.takeBack(attempt.user());
    }
}
