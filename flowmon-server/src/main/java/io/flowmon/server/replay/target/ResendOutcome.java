/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import io.flowmon.core.event.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of sending a message again.
 *
 * @param outcome {@code OK} when the place has it, {@code TIMEOUT} when it may have it
 * @param detail what a person should know, such as the status of an answer or what failed; null if there is nothing to say
 * @param elapsed how long the sending took
 */
public record ResendOutcome(Outcome outcome, @Nullable String detail, Duration elapsed) {

    /** The place has it. */
    static ResendOutcome ok(@Nullable String detail, long begun) {
        return of(Outcome.OK, detail, begun);
    }

    /** The place does not have it, as far as is known. */
    static ResendOutcome failed(String detail, long begun) {
        return of(Outcome.EXCEPTION, detail, begun);
    }

    /**
     * An outcome now.
     *
     * @param begun when the sending began, by {@link System#nanoTime}
     */
    static ResendOutcome of(Outcome outcome, @Nullable String detail, long begun) {
        return new ResendOutcome(outcome, detail, Duration.ofNanos(System.nanoTime() - begun));
    }
}
