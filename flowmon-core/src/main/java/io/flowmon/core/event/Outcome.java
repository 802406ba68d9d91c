/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.event;

import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** How an action ended. */
public enum Outcome {
    OK,
    /** The caller was at fault: an HTTP status from 400 to 499. */
    CLIENT_ERROR,
    /** The called side was at fault: an HTTP status from 500 on. */
    SERVER_ERROR,
    /** An exception escaped. */
    EXCEPTION,
    TIMEOUT,
    /** The other side went away, or the work was called off. */
    CANCELLED;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in the event's JSON. */
    public String wireName() {
        return wireName;
    }

    /** The outcome of work that {@code error} escaped from; null: nothing did. */
    public static Outcome ofFailure(@Nullable Throwable error) {
        if (error == null) {
            return OK;
        }
        if (error instanceof CancellationException) {
            return CANCELLED;
        }
        return error instanceof TimeoutException ? TIMEOUT : EXCEPTION;
    }

    /** The outcome that an HTTP status alone tells. */
    public static Outcome ofStatus(int status) {
        if (status >= 500) {
            return SERVER_ERROR;
        }
        return status >= 400 ? CLIENT_ERROR : OK;
    }
}
