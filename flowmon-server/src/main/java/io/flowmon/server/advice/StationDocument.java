/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The advice about one endpoint of a module, or about all that the module does.
 *
 * @param endpoint absent for all that the module does
 * @param verdict {@code enough}, {@code add}, {@code spare}, {@code not_by_instances} or {@code cannot_tell}
 * @param text the same for people
 * @param cannotTell why, where nothing can be told; then there are neither {@code now} nor {@code loads}
 * @param queue how work comes to the instances: {@code shared}, {@code per_instance} or {@code broadcast}
 * @param confidence {@code high}, {@code medium} or {@code low}; absent where nothing can be told
 * @param reasons for the confidence
 * @param now with the instances that there are
 * @param loads with as many instances as needed, at one, two and five times of today's load
 */
public record StationDocument(
        String module,
        @Nullable String endpoint,
        String verdict,
        Text text,
        @Nullable Text cannotTell,
        TargetDocument target,
        String queue,
        @Nullable String confidence,
        List<Text> reasons,
        List<Text> caveats,
        @Nullable ForecastDocument now,
        List<ForecastDocument> loads,
        FactsDocument facts,
        EvidenceDocument evidence) {

    /**
     * What is to be held.
     *
     * @param percentile part of the actions, such as 0.95
     * @param seconds the wait included
     */
    public record TargetDocument(double percentile, double seconds) {}
}
