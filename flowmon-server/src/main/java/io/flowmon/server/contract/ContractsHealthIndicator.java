/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** How judging is doing. The server is not down when it fails: its status is then unknown, with what is wrong. */
@Component
class ContractsHealthIndicator implements HealthIndicator {

    /** Who is further behind says so: more than senders may hold anything up. */
    private static final Duration LAG = Duration.ofMinutes(20);

    private final ContractRunner runner;

    ContractsHealthIndicator(ContractRunner runner) {
        this.runner = runner;
    }

    @Override
    public Health health() {
        ContractRunner.State state = runner.state();
        Map<String, String> trouble = new TreeMap<>();
        if (state.trouble() != null) {
            trouble.put("all", state.trouble());
        }
        Instant judged = state.judgedUpTo();
        if (judged != null && judged.isBefore(Instant.now().minus(LAG))) {
            trouble.put("behind", "has judged what had settled by " + judged);
        }
        for (ContractFile file : state.files()) {
            if (!file.problems().isEmpty()) {
                trouble.put(file.file(), file.problems().get(0).toString());
            }
        }
        Health.Builder health = trouble.isEmpty() ? Health.up() : Health.status(Status.UNKNOWN);
        health.withDetail(
                "running",
                state.files().stream().filter(file -> file.contract() != null).count());
        return trouble.isEmpty()
                ? health.build()
                : health.withDetail("trouble", trouble).build();
    }
}
