/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.health;

import io.flowmon.server.intake.zeromq.ZeroMqIntake;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down while senders are not listened to. */
@Component
class IntakeHealthIndicator implements HealthIndicator {

    private final ZeroMqIntake zeromq;

    IntakeHealthIndicator(ZeroMqIntake zeromq) {
        this.zeromq = zeromq;
    }

    @Override
    public Health health() {
        Health.Builder health = zeromq.isRunning() ? Health.up() : Health.down();
        return health.withDetail("zeromq_port", zeromq.port()).build();
    }
}
