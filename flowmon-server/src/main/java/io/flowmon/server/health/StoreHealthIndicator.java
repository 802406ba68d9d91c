/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.health;

import io.flowmon.server.store.EventStore;
import io.flowmon.server.store.Removals;
import io.flowmon.server.store.StoreSpace;
import java.io.IOException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down while nothing can be stored. */
@Component
class StoreHealthIndicator implements HealthIndicator {

    private final EventStore store;
    private final StoreSpace space;
    private final Removals removals;

    StoreHealthIndicator(EventStore store, StoreSpace space, Removals removals) {
        this.removals = removals;
        this.store = store;
        this.space = space;
    }

    @Override
    public Health health() {
        Health.Builder health = store.trouble()
                .map(trouble -> Health.down().withDetail("trouble", trouble))
                .orElseGet(Health::up);
        try {
            StoreSpace.Usage usage = space.usage();
            health.withDetail("file", usage.file())
                    .withDetail("log", usage.log())
                    .withDetail("disk_free", usage.free());
        } catch (IOException unknown) {
            health.down().withDetail("trouble", "The data folder cannot be read: " + unknown);
        }
        removals.last().ifPresent(removal -> health.withDetail("last_removal", removal));
        return health.build();
    }
}
