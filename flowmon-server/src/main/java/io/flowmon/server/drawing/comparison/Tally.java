/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.comparison;

import io.flowmon.server.flow.Outcomes;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one flow has of a step.
 *
 * @param count how often
 * @param failed how often with another outcome than {@code ok}
 * @param open how often it began and has not ended
 * @param outcome the worst one; null if none has ended
 * @param elapsed seconds, all of them together; null if none has ended
 */
public record Tally(
        int count,
        int failed,
        int open,
        @Nullable String outcome,
        @Nullable Double elapsed) {

    static final Tally NOTHING = new Tally(0, 0, 0, null, null);

    Tally plus(FlowHop hop) {
        return new Tally(
                count + 1,
                failed + (hop.failed() ? 1 : 0),
                open + (hop.open() ? 1 : 0),
                Outcomes.worst(Stream.of(outcome, hop.outcome())),
                elapsed == null
                        ? hop.elapsed()
                        : Double.valueOf(elapsed + (hop.elapsed() == null ? 0 : hop.elapsed())));
    }

    /** Whether it went the same way, however long it took. */
    boolean wentAs(Tally other) {
        return count == other.count
                && failed == other.failed
                && open == other.open
                && Objects.equals(outcome, other.outcome);
    }
}
