/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.alert;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step in the life of an alert. The same one may come twice, after a restart: of two with the same id the one with the
 * greater version counts.
 *
 * @param id made from rule, key and {@code began}: the same whenever the rule comes to the same conclusion again
 * @param rule the rule's id
 * @param key what it is about, within the rule
 * @param version ascending within the alert
 * @param began the time of the first observation above the threshold
 * @param last the time of the last one
 * @param value of the last observation above the threshold
 * @param worst the greatest value so far
 * @param threshold that the last observation was measured by
 * @param count observations above the threshold so far
 * @param flows correlation ids of some of the flows behind it, by their first case; see {@link NamedFlows}
 */
public record AlertSignal(
        String id,
        String rule,
        String key,
        AlertState state,
        int version,
        Instant began,
        Instant last,
        double value,
        double worst,
        double threshold,
        long count,
        @Nullable String moduleType,
        @Nullable String moduleId,
        @Nullable String endpoint,
        List<String> flows) {}
