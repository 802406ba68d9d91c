/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing;

/**
 * Text from events made safe inside a Mermaid diagram. Letters, digits and a little punctuation stay as they are;
 * everything else becomes one of Mermaid's entity codes, so that no name can end a line, open a directive or a comment,
 * or be taken for markup. Characters that only steer a terminal or the direction of text are replaced.
 */
final class MermaidText {

    private static final int MAX_LENGTH = 60;
    private static final String HARMLESS = " /._-,()=+*!?…";
    private static final char REPLACEMENT = '\uFFFD';

    private MermaidText() {}

    static String of(String text) {
        StringBuilder safe = new StringBuilder();
        int[] codePoints = text.strip().codePoints().limit(MAX_LENGTH + 1L).toArray();
        for (int i = 0; i < Math.min(codePoints.length, MAX_LENGTH); i++) {
            append(safe, codePoints[i]);
        }
        if (codePoints.length > MAX_LENGTH) {
            safe.append('…');
        }
        return safe.isEmpty() ? "(no name)" : safe.toString();
    }

    private static void append(StringBuilder safe, int codePoint) {
        if (Character.isLetterOrDigit(codePoint) || HARMLESS.indexOf(codePoint) >= 0) {
            safe.appendCodePoint(codePoint);
        } else if (Character.isWhitespace(codePoint)) {
            safe.append(' ');
        } else if (isInvisible(codePoint)) {
            safe.append(REPLACEMENT);
        } else {
            safe.append('#').append(codePoint).append(';');
        }
    }

    private static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
