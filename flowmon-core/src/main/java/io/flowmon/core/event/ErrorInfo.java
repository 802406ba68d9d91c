/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.event;

import org.jspecify.annotations.Nullable;

/**
 * An exception that escaped an action.
 *
 * @param type the exception's class name
 * @param message its message, masked like any other text before it leaves
 */
public record ErrorInfo(String type, @Nullable String message) {

    /** Describes {@code error}; a {@code getMessage} that itself throws counts as no message. */
    public static ErrorInfo of(Throwable error) {
        String message;
        try {
            message = error.getMessage();
        } catch (RuntimeException brokenMessage) {
            message = null;
        }
        return new ErrorInfo(error.getClass().getName(), message);
    }
}
