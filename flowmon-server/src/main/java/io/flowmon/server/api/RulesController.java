/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import io.flowmon.rules.definition.RuleProblem;
import io.flowmon.rules.engine.RuleStatus;
import io.flowmon.server.rules.RulesRunner;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/rules}: which rules run, and what is wrong with those that do not. */
@RestController
class RulesController {

    private final RulesRunner rules;

    RulesController(RulesRunner rules) {
        this.rules = rules;
    }

    /** All of them. */
    record Rules(List<RuleDocument> rules, List<ProblemDocument> problems) {}

    /** What is wrong with a rule, and where. */
    record ProblemDocument(String file, int line, int column, String message) {
        static ProblemDocument of(RuleProblem problem) {
            return new ProblemDocument(problem.file(), problem.line(), problem.column(), problem.message());
        }
    }

    /** One rule, and how it is doing. */
    record RuleDocument(
            String rule,
            String name,
            String severity,
            String meaning,
            String whatToDo,
            String file,
            String state,
            @Nullable String problem,
            @Nullable Instant upTo) {

        static RuleDocument of(RuleStatus status) {
            return new RuleDocument(
                    status.rule().id(),
                    status.rule().name(),
                    status.rule().severity().name().toLowerCase(Locale.ROOT),
                    status.rule().meaning(),
                    status.rule().whatToDo(),
                    status.rule().file(),
                    status.state().name().toLowerCase(Locale.ROOT),
                    status.problem(),
                    status.upTo());
        }
    }

    @GetMapping("/api/rules")
    @QueryParameters({})
    Rules rules() {
        return new Rules(
                rules.statuses().stream().map(RuleDocument::of).toList(),
                rules.problems().stream().map(ProblemDocument::of).toList());
    }
}
