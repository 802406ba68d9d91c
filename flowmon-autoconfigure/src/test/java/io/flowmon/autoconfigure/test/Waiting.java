/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.test;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits for what is mostly there within milliseconds: Awaitility's own first look is after 100 of them. */
public final class Waiting {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    private Waiting() {}

    public static ConditionFactory await() {
        return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(BETWEEN_LOOKS);
    }
}
