/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import io.flowmon.rules.definition.RuleProblem;
import io.flowmon.server.rules.RulesRunner;
import io.flowmon.server.settings.RulesSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Which rules there are and how they are doing, for programs and screens alike. Any thread; asks the store nothing. */
@Component
public final class RuleReport {

    private final RulesRunner rules;
    private final RulesSettings settings;

    RuleReport(RulesRunner rules, RulesSettings settings) {
        this.rules = rules;
        this.settings = settings;
    }

    /** What is wrong with a rule's file, and where. */
    public record Problem(String file, int line, int column, String message) {

        static Problem of(RuleProblem problem) {
            return new Problem(problem.file(), problem.line(), problem.column(), problem.message());
        }
    }

    /** All of them, without their texts; none before they have been started. */
    public List<RuleDocument> all() {
        return rules.statuses().stream()
                .map(status -> RuleDocument.of(status, settings, false))
                .toList();
    }

    /**
     * One with its text.
     *
     * @throws ResponseStatusException 404 if none of that name runs, or is to
     */
    public RuleDocument one(String rule) {
        return rules.statuses().stream()
                .filter(status -> status.rule().id().equals(rule))
                .map(status -> RuleDocument.of(status, settings, true))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no rule " + rule));
    }

    /** What is wrong with rules' files. */
    public List<Problem> problems() {
        return rules.problems().stream().map(Problem::of).toList();
    }

    /** Whether rules are to run here at all. */
    public boolean isEnabled() {
        return rules.isEnabled();
    }

    /** Why no rule runs; null if that is not so. */
    public @Nullable String trouble() {
        return rules.trouble().orElse(null);
    }
}
