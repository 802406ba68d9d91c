/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.rules.alert.AlertState;
import io.flowmon.rules.definition.Severity;
import io.flowmon.server.screen.alert.AlertView;
import io.flowmon.server.screen.alert.AlertsByRule;
import io.flowmon.server.store.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertsByRuleTest {

    private static final Instant BEGAN = Instant.parse("2026-07-01T10:00:00Z");

    private final InMemoryAlertStore store = new InMemoryAlertStore();

    @Test
    void of_ruleWithMoreAlertsThanAnAnswerHolds_doesNotHideThoseOfAnother() {
        put("unattended", 0);
        for (int i = 1; i <= 600; i++) {
            put("slow-step", i);
        }

        Map<String, List<AlertView>> found = found("slow-step", "unattended", "stuck");

        assertThat(found).containsOnlyKeys("slow-step", "unattended");
        assertThat(found.get("unattended")).extracting(AlertView::id).containsExactly("unattended-0");
        assertThat(found.get("slow-step"))
                .hasSize(500)
                .first()
                .extracting(AlertView::id)
                .isEqualTo("slow-step-600");
    }

    @Test
    void of_fewAlerts_areThoseOfEachRule_theLastCaseFirst() {
        put("slow-step", 2);
        put("slow-step", 1);
        put("stuck", 3);

        Map<String, List<AlertView>> found = found("slow-step", "stuck");

        assertThat(found.get("slow-step")).extracting(AlertView::id).containsExactly("slow-step-2", "slow-step-1");
        assertThat(found.get("stuck")).extracting(AlertView::id).containsExactly("stuck-3");
        assertThat(found()).isEmpty();
    }

    private Map<String, List<AlertView>> found(String... rules) {
        return AlertsByRule.of(store, BEGAN, BEGAN.plus(Duration.ofHours(1)), List.of(rules));
    }

    private void put(String rule, int number) {
        Instant last = BEGAN.plusSeconds(number);
        AlertSignal signal = new AlertSignal(
                rule + "-" + number,
                rule,
                "orders " + number,
                AlertState.UPDATED,
                1,
                BEGAN,
                last,
                0.4,
                0.4,
                0.3,
                1,
                "orders",
                null,
                "POST /orders",
                List.of());
        store.keep(new Alert(signal, rule, Severity.WARNING, "It took too long.", "Look.", "s", last));
    }
}
