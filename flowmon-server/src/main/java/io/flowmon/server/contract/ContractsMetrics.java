/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** How many contracts run and do not, how far behind judging is, and how many flows were left out. */
@Component
class ContractsMetrics implements MeterBinder {

    private final ContractRunner runner;

    ContractsMetrics(ContractRunner runner) {
        this.runner = runner;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("flowmon.contracts", runner, it -> count(it, true))
                .tag("state", "running")
                .description("Contracts by how they are doing")
                .register(registry);
        Gauge.builder("flowmon.contracts", runner, it -> count(it, false))
                .tag("state", "unusable")
                .description("Contracts by how they are doing")
                .register(registry);
        FunctionCounter.builder(
                        "flowmon.contracts.skipped", runner, it -> it.state().skipped())
                .description(
                        "Flows that were not held against contracts, because there were too many or they were too large")
                .register(registry);
        TimeGauge.builder("flowmon.contracts.lag", runner, TimeUnit.MILLISECONDS, ContractsMetrics::lag)
                .description("How long ago that was by which flows had settled that have been judged")
                .register(registry);
    }

    private static long count(ContractRunner runner, boolean running) {
        return runner.state().files().stream()
                .filter(file -> (file.contract() != null) == running)
                .count();
    }

    /** NaN while nothing is judged. */
    private static double lag(ContractRunner runner) {
        Instant judged = runner.state().judgedUpTo();
        return judged == null
                ? Double.NaN
                : (double) Duration.between(judged, Instant.now()).toMillis();
    }
}
