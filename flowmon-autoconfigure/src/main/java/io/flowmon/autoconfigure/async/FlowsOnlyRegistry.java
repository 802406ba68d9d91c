/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/** A registry that tells flowmon alone and is never seen by others: what it observes becomes nobody's parent. */
final class FlowsOnlyRegistry implements ObservationRegistry {

    private final ObservationConfig config = new ObservationConfig();

    FlowsOnlyRegistry(ScheduledFlows flows) {
        config.observationHandler(flows);
    }

    @Override
    public @Nullable Observation getCurrentObservation() {
        return null;
    }

    @Override
    public Observation.@Nullable Scope getCurrentObservationScope() {
        return null;
    }

    @Override
    public void setCurrentObservationScope(Observation.@Nullable Scope current) {
        // nobody asks for it
    }

    @Override
    public ObservationConfig observationConfig() {
        return config;
    }
}
