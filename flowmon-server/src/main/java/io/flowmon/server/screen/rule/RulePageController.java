/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.rule;

import io.flowmon.server.api.RuleDocument;
import io.flowmon.server.api.RuleReport;
import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.screen.alert.AlertView;
import io.flowmon.server.screen.alert.AlertsByRule;
import io.flowmon.server.store.AlertQuery;
import io.flowmon.server.store.AlertStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Rules: all of them, and one with its thresholds, what it counted lately, and its SQL. */
@Controller
class RulePageController {

    private static final Duration LATELY = Duration.ofDays(1);
    private static final Duration LONGER = Duration.ofDays(7);
    private static final Duration SLACK = Duration.ofMinutes(1);
    private static final int MOST_OF_ONE = 50;

    private final RuleReport rules;
    private final AlertStore alerts;
    private final Clock clock = Clock.systemUTC();

    RulePageController(RuleReport rules, AlertStore alerts) {
        this.rules = rules;
        this.alerts = alerts;
    }

    @GetMapping("/rules")
    String rules(Model model) {
        List<RuleDocument> all = rules.all();
        Instant now = clock.instant();
        Map<String, List<AlertView>> found = AlertsByRule.of(
                alerts,
                now.minus(LATELY),
                now.plus(SLACK),
                all.stream().map(RuleDocument::rule).toList());
        model.addAttribute(
                "rules",
                all.stream()
                        .map(rule -> RuleView.of(rule, found.getOrDefault(rule.rule(), List.of())))
                        .toList());
        model.addAttribute("problems", rules.problems());
        model.addAttribute("enabled", rules.isEnabled());
        model.addAttribute("trouble", rules.trouble());
        model.addAttribute("data", ScreenAddress.of("/api/rules"));
        return "rules";
    }

    @GetMapping("/rules/{rule}")
    String rule(@PathVariable String rule, Model model) {
        RuleDocument document = rules.one(rule);
        model.addAttribute("rule", RuleView.of(document, alertsOf(document.rule())));
        model.addAttribute(
                "json", ScreenAddress.of("/api/rules/" + document.rule()).toString());
        model.addAttribute(
                "data",
                ScreenAddress.of("/api/alerts")
                        .with("rule", document.rule())
                        .with("from", clock.instant().minus(LONGER).toString()));
        return "rule";
    }

    private List<AlertView> alertsOf(String rule) {
        Instant now = clock.instant();
        AlertQuery query = new AlertQuery(now.minus(LONGER), now.plus(SLACK), rule, null, null, MOST_OF_ONE);
        return AlertView.newestFirst(alerts.alerts(query).items());
    }
}
