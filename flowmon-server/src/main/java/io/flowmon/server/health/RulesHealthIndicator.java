/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.health;

import io.flowmon.rules.engine.RuleStatus;
import io.flowmon.server.rules.RulesRunner;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * How the rules are doing. Intake and store go on without them, so the server is not down when they are: their status is
 * then unknown, with what is wrong.
 */
@Component
class RulesHealthIndicator implements HealthIndicator {

    /** A rule that is further behind says so. */
    private static final Duration LAG = Duration.ofSeconds(30);

    private final RulesRunner rules;

    RulesHealthIndicator(RulesRunner rules) {
        this.rules = rules;
    }

    @Override
    public Health health() {
        Map<String, String> trouble = new TreeMap<>();
        rules.trouble().ifPresent(message -> trouble.put("all", message));
        rules.problems().forEach(problem -> trouble.put(problem.file(), problem.toString()));
        for (RuleStatus status : rules.statuses()) {
            if (status.problem() != null) {
                trouble.put(status.rule().id(), status.problem());
            } else if (isBehind(status)) {
                trouble.put(status.rule().id(), "has judged what came before " + status.upTo());
            }
        }
        Health.Builder health = trouble.isEmpty() ? Health.up() : Health.status(Status.UNKNOWN);
        health.withDetail("enabled", rules.isEnabled())
                .withDetail(
                        "running",
                        rules.statuses().stream()
                                .filter(status -> status.state() == RuleStatus.State.RUNNING)
                                .count());
        return trouble.isEmpty()
                ? health.build()
                : health.withDetail("trouble", trouble).build();
    }

    private static boolean isBehind(RuleStatus status) {
        return status.upTo() != null
                && !status.rule().waitsForSenders()
                && status.upTo().isBefore(Instant.now().minus(LAG));
    }
}
