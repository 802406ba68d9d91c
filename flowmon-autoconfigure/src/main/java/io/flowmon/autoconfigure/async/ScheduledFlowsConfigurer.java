/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/** Has scheduled methods observed: by the application's registry, or, where there is none, by one for flowmon alone. */
@Order(Ordered.LOWEST_PRECEDENCE)
final class ScheduledFlowsConfigurer implements SchedulingConfigurer {

    private final ScheduledFlows flows;
    private final ObjectProvider<ObservationRegistry> registries;

    ScheduledFlowsConfigurer(ScheduledFlows flows, ObjectProvider<ObservationRegistry> registries) {
        this.flows = flows;
        this.registries = registries;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar registrar) {
        registries.stream().filter(registry -> !registry.isNoop()).forEach(registry -> registry.observationConfig()
                .observationHandler(flows));
        ObservationRegistry present = registrar.getObservationRegistry();
        if (present == null || present.isNoop()) {
            registrar.setObservationRegistry(new FlowsOnlyRegistry(flows));
        }
    }
}
