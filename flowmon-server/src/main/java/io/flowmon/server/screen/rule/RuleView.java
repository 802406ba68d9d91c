/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.rule;

import io.flowmon.server.api.RuleDocument;
import io.flowmon.server.screen.alert.AlertView;
import io.flowmon.server.screen.alert.RuleText;
import io.flowmon.server.text.VisibleText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule with what it found lately.
 *
 * @param tone {@code good} while it runs, {@code bad} when it failed, else {@code open}
 * @param text its file; null in the list
 * @param alerts the newest first
 */
record RuleView(
        String id,
        String name,
        String severity,
        String state,
        String tone,
        @Nullable String problem,
        String meaning,
        String whatToDo,
        String file,
        @Nullable Instant upTo,
        List<ThresholdView> thresholds,
        @Nullable String text,
        List<AlertView> alerts) {

    static RuleView of(RuleDocument rule, List<AlertView> alerts) {
        return new RuleView(
                rule.rule(),
                VisibleText.line(RuleText.of(rule.rule(), "name", rule.name())),
                rule.severity(),
                rule.state(),
                switch (rule.state()) {
                    case "running" -> "good";
                    case "failed" -> "bad";
                    default -> "open";
                },
                rule.problem() == null ? null : VisibleText.of(rule.problem()),
                RuleText.of(rule.rule(), "meaning", rule.meaning()),
                RuleText.of(rule.rule(), "what-to-do", rule.whatToDo()),
                VisibleText.line(rule.file()),
                rule.upTo(),
                rule.parameters().stream()
                        .map(parameter -> ThresholdView.of(rule.rule(), parameter))
                        .toList(),
                rule.text() == null ? null : VisibleText.of(rule.text()),
                alerts);
    }

    /** How many of its alerts go on. */
    public long open() {
        return alerts.stream().filter(AlertView::open).count();
    }

    /** What it found last; null for nothing. */
    public @Nullable AlertView latest() {
        return alerts.isEmpty() ? null : alerts.get(0);
    }
}
