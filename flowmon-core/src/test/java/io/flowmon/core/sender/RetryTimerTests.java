/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetryTimerTests {

    private static final long SECOND = 1_000_000_000L;

    private final RetryTimer timer = new RetryTimer(Duration.ofSeconds(1), Duration.ofSeconds(5));

    @Test
    void next_doublesUpToTheLargest_giveOrTakeAFifth() {
        for (long expected : new long[] {1, 2, 4, 5, 5}) {
            assertThat(timer.next()).isBetween(expected * SECOND * 8 / 10, expected * SECOND * 12 / 10);
        }

        timer.reset();
        assertThat(timer.next()).isLessThanOrEqualTo(SECOND * 12 / 10);
    }

    @Test
    void next_isNotTheSameForAll() {
        Set<Long> waits = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            timer.reset();
            waits.add(timer.next());
        }

        assertThat(waits).hasSizeGreaterThan(10);
    }
}
