/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test;

import io.flowmon.core.event.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Outcomes compared by how bad they are, as flowmon-server compares them. */
final class Outcomes {

    private static final List<String> BY_SEVERITY = Stream.of(
                    Outcome.OK,
                    Outcome.CANCELLED,
                    Outcome.CLIENT_ERROR,
                    Outcome.TIMEOUT,
                    Outcome.SERVER_ERROR,
                    Outcome.EXCEPTION)
            .map(Outcome::wireName)
            .toList();

    private Outcomes() {}

    /** The worst of those that are known; null if none is. */
    static @Nullable String worst(List<Step> steps) {
        return steps.stream()
                .map(Step::outcome)
                .filter(Objects::nonNull)
                .max(Comparator.comparingInt(BY_SEVERITY::indexOf))
                .orElse(null);
    }
}
