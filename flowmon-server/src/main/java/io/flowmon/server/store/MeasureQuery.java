/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import io.flowmon.rules.definition.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be measured, and against which thresholds.
 *
 * @param from inclusive
 * @param to exclusive
 * @param part how long a part of the time is, of which the greatest value is told; a multiple of {@code window}
 * @param window how long a window is, where there is a value for each; they stand side by side from {@code from} on
 * @param percentile 0 to 1; of {@link Measure#ELAPSED_PERCENTILE} alone
 * @param least windows with fewer actions say nothing
 * @param threshold where no special one counts
 * @param special the first one that fits counts
 * @param stations how many to tell at most
 */
public record MeasureQuery(
        Measure measure,
        Instant from,
        Instant to,
        Duration part,
        Duration window,
        double percentile,
        long least,
        double threshold,
        List<SpecialThreshold> special,
        int stations) {

    public MeasureQuery {
        special = List.copyOf(special);
    }

    /**
     * A threshold of its own.
     *
     * @param module null for all
     * @param endpoint null for all
     */
    public record SpecialThreshold(
            @Nullable String module, @Nullable String endpoint, double value) {}
}
