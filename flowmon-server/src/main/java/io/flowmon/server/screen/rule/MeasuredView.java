/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.rule;

import io.flowmon.server.api.RuleValuesDocument;
import io.flowmon.server.screen.Figures;
import io.flowmon.server.screen.alert.RuleText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule's measure came to lately.
 *
 * @param measure the end of the keys of its texts; null if the rule names none
 * @param each the end of the key that names what has a value each: spans of time, or the measure itself; null as above
 * @param part how long a bar stands for, as text
 * @param window how long a window is; null where each action, flow or message has a value
 * @param ruleWindow the rule's own, where it is shorter; else null
 * @param percentile in percent; null if the measure is none
 * @param least windows with fewer actions have no value; null if one is enough
 */
record MeasuredView(
        @Nullable String measure,
        @Nullable String each,
        String part,
        @Nullable String window,
        @Nullable String ruleWindow,
        @Nullable String percentile,
        @Nullable Long least,
        List<MeasuredRow> stations,
        long omitted) {

    static MeasuredView of(RuleValuesDocument values) {
        String unit = RuleText.of(values.rule(), "unit", values.unit());
        return new MeasuredView(
                values.measure(),
                values.measure() == null ? null : values.windowSeconds() == null ? values.measure() : "windows",
                length(values.partSeconds()),
                values.windowSeconds() == null ? null : length(values.windowSeconds()),
                values.ruleWindowSeconds() == null ? null : length(values.ruleWindowSeconds()),
                values.percentile() == null ? null : Figures.share(values.percentile()),
                values.least(),
                values.stations().stream()
                        .map(one -> MeasuredRow.of(one, values, unit))
                        .toList(),
                values.omitted());
    }

    /** In the largest unit that it is a whole number of. */
    private static String length(long seconds) {
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + " h";
        }
        return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }
}
