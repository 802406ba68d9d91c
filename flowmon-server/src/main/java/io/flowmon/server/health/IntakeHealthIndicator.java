/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.health;

import io.flowmon.server.access.curve.CurveAccess;
import io.flowmon.server.access.curve.Refusals;
import io.flowmon.server.intake.zeromq.ZeroMqIntake;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down while senders are not listened to. */
@Component
class IntakeHealthIndicator implements HealthIndicator {

    private final ZeroMqIntake zeromq;
    private final CurveAccess access;
    private final Refusals refusals;

    IntakeHealthIndicator(ZeroMqIntake zeromq, CurveAccess access, Refusals refusals) {
        this.zeromq = zeromq;
        this.access = access;
        this.refusals = refusals;
    }

    @Override
    public Health health() {
        Health.Builder health = zeromq.isRunning() ? Health.up() : Health.down();
        health.withDetail("zeromq_port", zeromq.port());
        if (access.allowed() >= 0) {
            health.withDetail("senders_allowed", access.allowed()).withDetail("refused", refusals.total());
        }
        if (refusals.last() != null) {
            health.withDetail("last_refused", refusals.last());
        }
        return health.build();
    }
}
