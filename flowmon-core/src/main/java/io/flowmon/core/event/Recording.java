/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.event;

import org.jspecify.annotations.Nullable;

/**
 * How much of an action is recorded. An {@link Action} that was begun with it acts by it; who copies bodies asks for
 * {@link #cap} first.
 *
 * @param begin whether the beginning is reported as well, and not the end alone
 * @param bodies when bodies are sent
 * @param slowNanos what takes longer than this, in nanoseconds, is trouble
 */
public record Recording(boolean begin, BodyMode bodies, long slowNanos) {

    /** Everything. */
    public static final Recording ALL = new Recording(true, BodyMode.ALWAYS, Long.MAX_VALUE);

    /** What is left for an action that nobody will hear of. */
    public static final Recording NOTHING = new Recording(false, BodyMode.NEVER, Long.MAX_VALUE);

    /** How many bytes of a body to keep where {@code configured} is the most; 0 when bodies are only counted. */
    public int cap(int configured) {
        return bodies == BodyMode.NEVER ? 0 : configured;
    }

    /** Whether an event has its bodies; {@code completion} is null for one that closes nothing. */
    boolean sendsBodies(@Nullable Completion completion) {
        return switch (bodies) {
            case ALWAYS -> true;
            case NEVER -> false;
            case ON_TROUBLE ->
                completion != null && (completion.outcome() != Outcome.OK || completion.elapsedNanos() > slowNanos);
        };
    }
}
