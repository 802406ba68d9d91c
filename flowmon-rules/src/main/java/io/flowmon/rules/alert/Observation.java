/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.alert;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a rule's query says about one moment.
 *
 * @param key what it is about: there is at most one open alert for it
 * @param at in milliseconds since 1970
 * @param threshold a value above it raises an alert, or goes on with one
 * @param clearBelow a value above it goes on with an open alert, at most {@code threshold}
 * @param counted whether it is one more case, not news of one that was counted
 * @param resolved with {@code counted}, whether one case was none after all: an alert without any case left is over at once;
 *     without, whether the alert is over
 * @param known when the rule came to it, by the rule's own clock: its watermark, in milliseconds since 1970
 * @param missingFrom the module whose event did not come; null if that is not known, or nothing is missing
 */
public record Observation(
        String key,
        long at,
        long known,
        double value,
        double threshold,
        double clearBelow,
        boolean counted,
        boolean resolved,
        @Nullable String correlationId,
        @Nullable String moduleType,
        @Nullable String moduleId,
        @Nullable String endpoint,
        @Nullable String missingFrom) {

    private static final Comparator<String> NULLS_FIRST = Comparator.nullsFirst(Comparator.naturalOrder());

    /** Of those that were made at once: by when it was, a case before its end, then by all else that they say. */
    static final Comparator<Observation> ORDER = Comparator.comparingLong(Observation::at)
            .thenComparing(Observation::resolved)
            .thenComparing(Observation::counted)
            .thenComparing(Observation::correlationId, NULLS_FIRST)
            .thenComparing(Observation::moduleType, NULLS_FIRST)
            .thenComparing(Observation::moduleId, NULLS_FIRST)
            .thenComparing(Observation::endpoint, NULLS_FIRST)
            .thenComparing(Observation::missingFrom, NULLS_FIRST)
            .thenComparingDouble(Observation::threshold)
            .thenComparingDouble(Observation::clearBelow)
            .thenComparingDouble(Observation::value);

    /** The same, passed on later. */
    public Observation knownAt(long time) {
        return new Observation(
                key,
                at,
                time,
                value,
                threshold,
                clearBelow,
                counted,
                resolved,
                correlationId,
                moduleType,
                moduleId,
                endpoint,
                missingFrom);
    }
}
