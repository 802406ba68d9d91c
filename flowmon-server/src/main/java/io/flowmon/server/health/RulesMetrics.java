/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.health;

import io.flowmon.rules.engine.RuleStatus;
import io.flowmon.server.rules.RulesRunner;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** How many rules run and do not, and how far behind the slowest is. */
@Component
class RulesMetrics implements MeterBinder {

    private final RulesRunner rules;

    RulesMetrics(RulesRunner rules) {
        this.rules = rules;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (RuleStatus.State state : RuleStatus.State.values()) {
            Gauge.builder("flowmon.rules", rules, it -> count(it, state))
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .description("Rules by how they are doing")
                    .register(registry);
        }
        Gauge.builder("flowmon.rules.unusable", rules, it -> it.problems().size())
                .description("What is wrong with rules' files")
                .register(registry);
        TimeGauge.builder("flowmon.rules.lag", rules, TimeUnit.MILLISECONDS, RulesMetrics::lag)
                .description(
                        "How long ago that was received up to which all rules have judged, but those that wait for senders")
                .register(registry);
    }

    private static long count(RulesRunner rules, RuleStatus.State state) {
        return rules.statuses().stream()
                .filter(status -> status.state() == state)
                .count();
    }

    /** NaN while no rule has judged anything. */
    private static double lag(RulesRunner rules) {
        return rules.judgedUpTo()
                .map(upTo -> (double) Duration.between(upTo, Instant.now()).toMillis())
                .orElse(Double.NaN);
    }
}
