/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginThrottleTests {

    private static final String HERE = "10.0.0.1";
    private static final String ELSEWHERE = "10.0.0.9";

    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private final LoginThrottle throttle = new LoginThrottle(() -> now);

    @Test
    void begin_afterFailuresOfAUserAtAnAddress_waitsTwiceAsLongUpToABound() {
        for (int i = 0; i < LoginThrottle.FAILURES_OF_A_PAIR; i++) {
            assertThat(begin("anna", HERE)).isZero();
        }
        for (long seconds : new long[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300}) {
            assertThat(begin("anna", HERE)).isEqualTo(Duration.ofSeconds(seconds));
            now = now.plusSeconds(seconds);
            assertThat(begin("anna", HERE)).isZero();
        }
    }

    @Test
    void begin_refused_countsNothing() {
        fail(5, "anna", HERE);
        for (int i = 0; i < 1_000; i++) {
            assertThat(begin("anna", HERE)).isEqualTo(Duration.ofSeconds(1));
        }
        assertThat(begin("bert", HERE)).isZero();
    }

    @Test
    void begin_fromElsewhere_isNotLockedOutByOneAddress() {
        for (int i = 0; i < 1_000; i++) {
            begin("anna", HERE);
            now = now.plusSeconds(1);
        }
        assertThat(begin("anna", HERE)).isPositive();
        assertThat(begin("anna", ELSEWHERE)).isZero();
    }

    @Test
    void begin_failuresFromEverywhere_keepAPaceThatWhoWasHereBeforeDoesNotFeel() {
        LoginAttempt home = LoginAttempt.of("anna", ELSEWHERE);
        assertThat(throttle.begin(home)).isZero();
        throttle.succeeded(home);
        for (int i = 0; i < 1_000; i++) {
            begin("anna", "10.1." + i / 250 + "." + i % 250);
        }

        assertThat(begin("anna", "10.0.0.2")).isEqualTo(Duration.ofSeconds(2));
        assertThat(throttle.begin(home)).isZero();
        assertThat(begin("bert", "10.0.0.2")).isZero();
        now = now.plusSeconds(2);
        assertThat(begin("anna", "10.0.0.2")).isZero();
    }

    @Test
    void begin_afterManyNamesFromOneAddress_holdsForEveryName() {
        for (int i = 0; i < LoginThrottle.FAILURES_OF_A_NETWORK; i++) {
            begin("user" + i, HERE);
        }

        assertThat(begin("another", HERE)).isPositive();
        assertThat(begin("another", ELSEWHERE)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Anna", " anna", "ANNA\t", "anna\n"})
    void begin_otherSpelling_isTheSameUser(String spelling) {
        fail(4, "anna", HERE);
        fail(1, spelling, HERE);
        assertThat(begin("anna", HERE)).isPositive();
    }

    @Test
    void begin_otherAddressOfTheSameNetwork_isTheSame() {
        for (int i = 0; i < LoginThrottle.FAILURES_OF_A_PAIR; i++) {
            begin("anna", "2001:db8:0:1::" + i);
        }
        assertThat(begin("anna", "2001:db8:0:1:ffff::1%eth0")).isPositive();
        assertThat(begin("anna", "2001:db8:0:2::1")).isZero();
    }

    @Test
    void succeeded_takesBackThisAttemptAndWhatTheUserFailedHere() {
        fail(4, "anna", HERE);
        LoginAttempt right = LoginAttempt.of("anna", HERE);
        throttle.begin(right);
        throttle.succeeded(right);
        fail(4, "anna", HERE);
        assertThat(begin("anna", HERE)).isZero();

        fail(11, "someone", "10.0.0.3");
        for (int i = 0; i < 100; i++) {
            throttle.begin(right);
            throttle.succeeded(right);
        }
        assertThat(begin("bert", HERE)).as("an address with many people").isZero();
    }

    @Test
    void begin_afterHalfAnHour_countsAnew() {
        fail(5, "anna", HERE);
        now = now.plus(Duration.ofMinutes(31));
        fail(4, "anna", HERE);
        assertThat(begin("anna", HERE)).isZero();
    }

    private Duration begin(String user, String address) {
        return throttle.begin(LoginAttempt.of(user, address));
    }

    private void fail(int times, String user, String address) {
        for (int i = 0; i < times; i++) {
            begin(user, address);
        }
    }
}
