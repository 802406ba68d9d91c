/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.rules.alert.AlertState;
import io.flowmon.rules.definition.Severity;
import io.flowmon.server.store.Alert;
import java.time.Instant;
import java.util.List;

/** An alert as the rules would raise it. */
final class SeededAlert {

    /** Its id. */
    static final String ID = "a1";

    private SeededAlert() {}

    /** Payments is slow, as this flow shows. */
    static Alert slowStep(String flow) {
        Instant now = Instant.now();
        AlertSignal signal = new AlertSignal(
                ID,
                "slow-step",
                "payments POST /payments",
                AlertState.UPDATED,
                2,
                now.minusSeconds(60),
                now,
                0.4,
                0.4,
                0.3,
                12,
                "payments",
                null,
                "POST /payments",
                List.of(flow));
        return new Alert(signal, "Slow step", Severity.CRITICAL, "It took too long.", "Look.", "s", now);
    }
}
