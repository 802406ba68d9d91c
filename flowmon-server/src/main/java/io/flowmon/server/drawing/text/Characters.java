/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.text;

/** Characters that no drawing shows as they are, whatever its format. */
final class Characters {

    private static final int REPLACEMENT = '\uFFFD';

    private Characters() {}

    /**
     * The character to draw: a space for every white space, and a replacement for what would only steer a terminal or the
     * direction of text.
     */
    static int visible(int codePoint) {
        if (Character.isWhitespace(codePoint)) {
            return ' ';
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> REPLACEMENT;
            default -> codePoint;
        };
    }

    /** Whether no format gives the character a meaning. */
    static boolean isPlain(int codePoint) {
        return codePoint == ' ' || Character.isLetterOrDigit(codePoint);
    }
}
