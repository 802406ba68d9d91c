/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import io.flowmon.rules.definition.Comparison;
import io.flowmon.rules.definition.Measure;
import io.flowmon.rules.definition.ParameterValues;
import io.flowmon.rules.definition.RuleDefinition;
import io.flowmon.server.rules.RulesRunner;
import io.flowmon.server.settings.RulesSettings;
import io.flowmon.server.store.MeasureQuery;
import io.flowmon.server.store.MeasureQuery.SpecialThreshold;
import io.flowmon.server.store.MeasuredStations;
import io.flowmon.server.store.StatisticsStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * What rules' measures came to, for programs and screens alike, worked out of the stored events: by the thresholds that are set
 * now. Any thread; one question to the store.
 */
@Component
public final class RuleValues {

    /** More windows would be more groups than an answer is worth. */
    private static final long MOST_WINDOWS = 2_000;

    private final RulesRunner rules;
    private final RulesSettings settings;
    private final StatisticsStore store;
    private final Clock clock = Clock.systemUTC();

    RuleValues(RulesRunner rules, RulesSettings settings, StatisticsStore store) {
        this.rules = rules;
        this.settings = settings;
        this.store = store;
    }

    /**
     * Of one rule.
     *
     * @param parts how many the time is cut into at most
     * @param stations how many are told at most
     * @throws ResponseStatusException 404 if none of that name runs, or is to; 409 if one of its thresholds is none
     */
    public RuleValuesDocument of(String rule, Parameters.Range range, int parts, int stations) {
        RuleDefinition definition = rules.statuses().stream()
                .map(status -> status.rule())
                .filter(one -> one.id().equals(rule))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no rule " + rule));
        Comparison comparison = definition.comparison();
        if (comparison == null) {
            return RuleValuesDocument.none(rule, definition.unit(), range);
        }
        try {
            return measured(definition, comparison, range, parts, stations);
        } catch (IllegalArgumentException wrongValue) {
            throw new ResponseStatusException(
                    HttpStatus.CONFLICT, "Rule " + rule + " does not run: " + wrongValue.getMessage(), wrongValue);
        }
    }

    private RuleValuesDocument measured(
            RuleDefinition rule, Comparison comparison, Parameters.Range range, int parts, int stations) {
        ParameterValues values = new ParameterValues(rule, settings.overrides());
        Measure measure = comparison.measure();
        boolean windows = measure.isOfWindows();
        long whole = Math.max(1, Duration.between(range.from(), range.to()).toSeconds());
        long part = (whole + parts - 1) / parts;
        long own = values.general(Comparison.WINDOW)
                .map(seconds -> Math.max(1, Math.round(seconds)))
                .orElse(part);
        long window = windows && whole / own <= MOST_WINDOWS ? own : Math.max(own, part);
        long used = windows ? (part + window - 1) / window * window : part;
        double percentile =
                Math.min(1, Math.max(0, values.general(Comparison.PERCENTILE).orElse(1.0)));
        long least =
                Math.max(1, (long) Math.ceil(values.general(Comparison.LEAST).orElse(1.0)));
        MeasuredStations found = store.measured(new MeasureQuery(
                measure,
                range.from(),
                measure == Measure.CALLS_PER_SECOND ? endOfWindows(range, window) : range.to(),
                Duration.ofSeconds(used),
                Duration.ofSeconds(window),
                percentile,
                least,
                values.general(comparison.threshold()).orElseThrow(),
                values.special(comparison.threshold()).stream()
                        .map(one -> new SpecialThreshold(
                                one.where().module(), one.where().endpoint(), one.value()))
                        .toList(),
                stations));
        return new RuleValuesDocument(
                rule.id(),
                rule.unit(),
                measure.word(),
                range.from(),
                range.to(),
                used,
                windows ? window : null,
                windows && own < window ? own : null,
                measure == Measure.ELAPSED_PERCENTILE ? percentile : null,
                windows && least > 1 ? least : null,
                found.stations(),
                found.omitted());
    }

    /** A window that is not over has fewer calls than it will have; the whole time if none is over. */
    private Instant endOfWindows(Parameters.Range range, long window) {
        Instant now = clock.instant();
        Instant end = range.to().isAfter(now) ? now : range.to();
        long over = Duration.between(range.from(), end).toSeconds() / window;
        return over > 0 ? range.from().plusSeconds(over * window) : range.to();
    }
}
