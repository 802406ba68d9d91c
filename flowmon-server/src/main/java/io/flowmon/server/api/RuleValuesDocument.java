/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flowmon.server.store.MeasuredStation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule's measure came to lately, above its threshold and below.
 *
 * @param unit of the values; may be empty
 * @param measure such as {@code elapsed-max}; absent, as are the values, if the rule names none
 * @param partSeconds how long the parts of the time are, of which each point tells the greatest value
 * @param windowSeconds how long the windows are that have a value each; absent if each action, flow or message has one
 * @param ruleWindowSeconds the rule's own, where it is shorter than that
 * @param percentile which one, 0 to 1; absent if the measure is none
 * @param least actions in a window without which it has no value; absent if it needs no more than one
 * @param stations those with the greatest values for their threshold first
 * @param omitted how many other stations have values
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RuleValuesDocument(
        String rule,
        String unit,
        @Nullable String measure,
        Instant from,
        Instant to,
        long partSeconds,
        @Nullable Long windowSeconds,
        @Nullable Long ruleWindowSeconds,
        @Nullable Double percentile,
        @Nullable Long least,
        List<MeasuredStation> stations,
        long omitted) {

    public RuleValuesDocument {
        stations = List.copyOf(stations);
    }

    /** Of a rule that names no measure. */
    static RuleValuesDocument none(String rule, String unit, Parameters.Range range) {
        return new RuleValuesDocument(
                rule, unit, null, range.from(), range.to(), 0, null, null, null, null, List.of(), 0);
    }
}
