/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import io.flowmon.core.event.Outcome;
import java.io.InterruptedIOException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells time-outs from other failures, whatever HTTP client reports them. */
final class Failures {

    private static final int MAX_CAUSES = 8;

    private Failures() {}

    static Outcome outcome(Throwable error) {
        @Nullable Throwable cause = error;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            if (cause instanceof InterruptedIOException
                    || cause instanceof HttpTimeoutException
                    || cause instanceof TimeoutException) {
                return Outcome.TIMEOUT;
            }
            cause = cause.getCause();
        }
        return Outcome.EXCEPTION;
    }
}
