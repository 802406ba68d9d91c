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

    private static final int MAX_MESSAGE = 8192;
    private static final String CUT = "\u2026";

    /**
     * Describes {@code error}; a {@code getMessage} that itself throws counts as no message. A message of more than 8,192
     * characters is cut, and not in the middle of what may be a secret: half of one would pass the masking.
     */
    public static ErrorInfo of(Throwable error) {
        String message;
        try {
            message = error.getMessage();
        } catch (RuntimeException brokenMessage) {
            message = null;
        }
        return new ErrorInfo(error.getClass().getName(), message == null ? null : capped(message));
    }

    private static String capped(String message) {
        if (message.length() <= MAX_MESSAGE) {
            return message;
        }
        int end = wordBefore(message, MAX_MESSAGE);
        for (int start = wordBefore(message, end); hasDigit(message, start, end); start = wordBefore(message, end)) {
            end = start;
        }
        return message.substring(0, end) + CUT;
    }

    /** Where the word begins that {@code end} stands in or behind. */
    private static int wordBefore(String message, int end) {
        int start = end;
        while (start > 0 && Character.isWhitespace(message.charAt(start - 1))) {
            start--;
        }
        while (start > 0 && !Character.isWhitespace(message.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static boolean hasDigit(String message, int start, int end) {
        return message.substring(start, end).chars().anyMatch(Character::isDigit);
    }
}
