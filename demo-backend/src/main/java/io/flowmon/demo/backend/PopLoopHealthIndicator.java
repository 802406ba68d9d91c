/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.backend;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether messages are being taken from the queue: the loop's thread is alive, and Redis answers it. */
@Component
class PopLoopHealthIndicator implements HealthIndicator {

    private final PopLoopLifecycle lifecycle;
    private final Workers workers;

    PopLoopHealthIndicator(PopLoopLifecycle lifecycle, Workers workers) {
        this.lifecycle = lifecycle;
        this.workers = workers;
    }

    @Override
    public Health health() {
        return (lifecycle.isServed() ? Health.up() : Health.down())
                .withDetail("busyWorkers", workers.busy())
                .build();
    }
}
