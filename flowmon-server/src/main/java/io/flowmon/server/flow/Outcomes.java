/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.flow;

import io.flowmon.core.event.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Outcomes compared by how bad they are. One that the contract does not know counts as worse than {@code ok} alone. */
public final class Outcomes {

    private static final String OK = Outcome.OK.wireName();

    private static final List<String> BY_SEVERITY = List.of(
            OK,
            Outcome.CANCELLED.wireName(),
            Outcome.CLIENT_ERROR.wireName(),
            Outcome.TIMEOUT.wireName(),
            Outcome.SERVER_ERROR.wireName(),
            Outcome.EXCEPTION.wireName());

    private Outcomes() {}

    /** Whether the outcome is known and not {@code ok}. */
    public static boolean failed(@Nullable String outcome) {
        return outcome != null && !outcome.equals(OK);
    }

    /** The worst of the given outcomes, or null when none is known. */
    public static @Nullable String worst(Stream<@Nullable String> outcomes) {
        return outcomes.filter(Objects::nonNull)
                .max(Comparator.comparingInt(Outcomes::severity))
                .orElse(null);
    }

    private static int severity(String outcome) {
        int known = BY_SEVERITY.indexOf(outcome);
        return known < 0 ? 1 : known;
    }
}
