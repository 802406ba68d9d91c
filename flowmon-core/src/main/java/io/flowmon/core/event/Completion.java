/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The facts that an event carries when it closes an action.
 *
 * @param begin when the action began, by the wall clock
 * @param end when it ended, by the wall clock
 * @param elapsedNanos how long it took, in nanoseconds of the monotonic clock
 * @param outcome how it ended
 * @param error the exception that escaped, if one did
 */
public record Completion(
        Instant begin,
        Instant end,
        long elapsedNanos,
        Outcome outcome,
        @Nullable ErrorInfo error) {}
