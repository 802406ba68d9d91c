/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.health;

import io.flowmon.server.store.EventStore;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down while nothing can be stored. */
@Component
class StoreHealthIndicator implements HealthIndicator {

    private final EventStore store;

    StoreHealthIndicator(EventStore store) {
        this.store = store;
    }

    @Override
    public Health health() {
        return store.trouble()
                .map(trouble -> Health.down().withDetail("trouble", trouble).build())
                .orElseGet(() -> Health.up().build());
    }
}
