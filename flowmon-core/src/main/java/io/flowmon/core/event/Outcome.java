/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.event;

import java.util.Locale;

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

    /** The outcome that an HTTP status alone tells. */
    public static Outcome ofStatus(int status) {
        if (status >= 500) {
            return SERVER_ERROR;
        }
        return status >= 400 ? CLIENT_ERROR : OK;
    }
}
