/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.rule;

import io.flowmon.server.api.Parameters;
import io.flowmon.server.api.RuleDocument;
import io.flowmon.server.api.RuleReport;
import io.flowmon.server.api.RuleValues;
import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.screen.SearchReader;
import io.flowmon.server.screen.TimeGrid;
import io.flowmon.server.screen.alert.AlertView;
import io.flowmon.server.screen.alert.AlertsByRule;
import io.flowmon.server.store.AlertQuery;
import io.flowmon.server.store.AlertStore;
import io.flowmon.server.store.QueryFailedException;
import io.flowmon.server.text.VisibleText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** Rules: all of them, and one with its thresholds, what it measured and found lately, and its SQL. */
@Controller
class RulePageController {

    private static final Duration LATELY = Duration.ofDays(1);
    private static final Duration LONGER = Duration.ofDays(7);
    private static final Duration SLACK = Duration.ofMinutes(1);
    private static final int MOST_OF_ONE = 50;
    private static final List<String> RANGES = List.of("15m", "1h", "6h", "24h", "7d");
    private static final String LONGEST_RANGE = "7d";
    private static final int STATIONS = 6;

    private final RuleReport rules;
    private final RuleValues values;
    private final AlertStore alerts;
    private final Clock clock = Clock.systemUTC();

    RulePageController(RuleReport rules, RuleValues values, AlertStore alerts) {
        this.rules = rules;
        this.values = values;
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
    String rule(@PathVariable String rule, ValuesForm form, Model model) {
        RuleDocument document = rules.one(rule);
        addValues(document.rule(), form, model);
        model.addAttribute("rule", RuleView.of(document, alertsOf(document.rule())));
        model.addAttribute(
                "json", ScreenAddress.of("/api/rules/" + document.rule()).toString());
        model.addAttribute(
                "data",
                ScreenAddress.of("/api/alerts")
                        .with("rule", document.rule())
                        .with("from", clock.instant().minus(LONGER).toString()));
        model.addAttribute(
                "all", ScreenAddress.of("/alerts").with("rule", document.rule()).with("range", LONGEST_RANGE));
        return "rule";
    }

    private void addValues(String rule, ValuesForm form, Model model) {
        SearchReader reader = new SearchReader(form.times(), clock.instant());
        TimeGrid grid = TimeGrid.of(reader.span(Duration.ZERO));
        Parameters.Range range = new Parameters.Range(grid.from(), grid.to());
        model.addAttribute("times", form.times());
        model.addAttribute("problems", reader.problems());
        model.addAttribute("range", form.usedRange());
        model.addAttribute("ranges", RANGES);
        try {
            model.addAttribute("measured", MeasuredView.of(values.of(rule, range, grid.buckets(), STATIONS)));
        } catch (QueryFailedException | ResponseStatusException untold) {
            model.addAttribute("untold", VisibleText.of(reason(untold)));
        }
        model.addAttribute(
                "valuesData",
                ScreenAddress.of("/api/rules/" + rule + "/values")
                        .between(range.from(), range.to())
                        .with("buckets", String.valueOf(grid.buckets()))
                        .toString());
    }

    /** The rest of the page is there all the same. */
    private static String reason(RuntimeException untold) {
        String reason = untold instanceof ResponseStatusException refused ? refused.getReason() : untold.getMessage();
        return String.valueOf(reason);
    }

    private List<AlertView> alertsOf(String rule) {
        Instant now = clock.instant();
        AlertQuery query = new AlertQuery(now.minus(LONGER), now.plus(SLACK), rule, null, null, MOST_OF_ONE);
        return AlertView.newestFirst(alerts.alerts(query).items());
    }
}
