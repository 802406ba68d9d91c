/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginThrottleTests {

    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private final LoginThrottle throttle = new LoginThrottle(() -> now);

    @Test
    void pause_afterFailuresOfAUser_doublesUpToABound() {
        fail(4, "anna", "10.0.0.1");
        assertThat(throttle.pause("anna", "10.0.0.9")).isZero();

        fail(1, "anna", "10.0.0.1");
        assertThat(throttle.pause("anna", "10.0.0.9")).isEqualTo(Duration.ofSeconds(1));
        fail(2, "anna", "10.0.0.1");
        assertThat(throttle.pause("anna", "10.0.0.9")).isEqualTo(Duration.ofSeconds(4));
        fail(9, "anna", "10.0.0.1");
        assertThat(throttle.pause("anna", "10.0.0.9")).isEqualTo(Duration.ofMinutes(5));
        assertThat(throttle.pause("bert", "10.0.0.9")).isZero();

        now = now.plus(Duration.ofMinutes(5));
        assertThat(throttle.pause("anna", "10.0.0.9")).isZero();
    }

    @Test
    void pause_afterManyNamesFromOneAddress_holdsForEveryName() {
        for (int i = 0; i < LoginThrottle.FAILURES_OF_AN_ADDRESS; i++) {
            throttle.failed("user" + i, "10.0.0.1");
        }

        assertThat(throttle.pause("another", "10.0.0.1")).isPositive();
        assertThat(throttle.pause("another", "10.0.0.2")).isZero();
    }

    @Test
    void pause_afterSuccessOrHalfAnHour_isForgotten() {
        fail(4, "anna", "10.0.0.1");
        throttle.succeeded("anna");
        fail(4, "anna", "10.0.0.1");
        assertThat(throttle.pause("anna", "10.0.0.1")).isZero();

        now = now.plus(Duration.ofMinutes(31));
        fail(1, "anna", "10.0.0.1");
        assertThat(throttle.pause("anna", "10.0.0.1")).isZero();
    }

    private void fail(int times, String user, String address) {
        for (int i = 0; i < times; i++) {
            throttle.failed(user, address);
        }
    }
}
