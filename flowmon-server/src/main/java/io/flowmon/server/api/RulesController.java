/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/rules}: which rules run, by what thresholds, what they measure, and what is wrong with those that do not. */
@RestController
class RulesController {

    private static final String PATH = "/api/rules";
    private static final CsvTable<RuleDocument> TABLE = CsvTable.<RuleDocument>named("rules")
            .column("rule", RuleDocument::rule)
            .column("name", RuleDocument::name)
            .column("severity", RuleDocument::severity)
            .column("state", RuleDocument::state)
            .column("problem", RuleDocument::problem)
            .column("up_to", RuleDocument::upTo)
            .column("parameters", RulesController::parameters)
            .column("unit", RuleDocument::unit)
            .column("file", RuleDocument::file)
            .column("meaning", RuleDocument::meaning)
            .column("what_to_do", RuleDocument::whatToDo);

    private static final Duration VALUES_RANGE = Duration.ofHours(1);
    private static final int DEFAULT_BUCKETS = 60;
    private static final int MAX_BUCKETS = 200;
    private static final int DEFAULT_STATIONS = 10;
    private static final int MAX_STATIONS = 100;

    private final RuleReport report;
    private final RuleValues values;

    RulesController(RuleReport report, RuleValues values) {
        this.report = report;
        this.values = values;
    }

    /** All of them. */
    record Rules(List<RuleDocument> rules, List<RuleReport.Problem> problems) {}

    @GetMapping(PATH)
    @QueryParameters({})
    Rules rules() {
        return new Rules(report.all(), report.problems());
    }

    @GetMapping(path = PATH, params = CsvAnswer.FORMAT)
    @QueryParameters("format")
    ResponseEntity<byte[]> rulesAsCsv(@RequestParam String format) {
        return CsvAnswer.whole(TABLE, format, report.all(), 0);
    }

    @GetMapping(PATH + "/{rule}")
    @QueryParameters({})
    RuleDocument rule(@PathVariable String rule) {
        return report.one(rule);
    }

    @GetMapping(PATH + "/{rule}/values")
    @QueryParameters({"from", "to", "buckets", "limit"})
    RuleValuesDocument values(@PathVariable String rule, @RequestParam Map<String, String> parameters) {
        return values.of(
                rule,
                Parameters.range(parameters.get("from"), parameters.get("to"), VALUES_RANGE),
                Parameters.number("buckets", parameters.get("buckets"), DEFAULT_BUCKETS, 1, MAX_BUCKETS),
                Parameters.number("limit", parameters.get("limit"), DEFAULT_STATIONS, 1, MAX_STATIONS));
    }

    private static List<String> parameters(RuleDocument rule) {
        return rule.parameters().stream()
                .map(parameter -> parameter.name() + "=" + parameter.used())
                .toList();
    }
}
