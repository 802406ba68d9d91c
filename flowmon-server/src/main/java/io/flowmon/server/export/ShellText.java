/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.export;

import java.nio.charset.StandardCharsets;

/**
 * Text of strangers as one argument in a shell. It stands in single quotes, in which nothing has a meaning; where it holds
 * characters that are not printable, in {@code $'...'} with octal escapes, which bash, zsh and ksh read: a control character
 * that is pasted into a terminal would edit the line, or end it, before the shell looks at its quotes. There, apostrophes and
 * exclamation marks are escaped too, since bash looks for its history's {@code !} with a simpler idea of quotes.
 */
final class ShellText {

    private ShellText() {}

    /**
     * The argument.
     *
     * @throws IllegalArgumentException if the text holds a NUL, which ends an argument
     */
    static String quoted(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A NUL cannot stand in an argument");
        }
        return text.codePoints().allMatch(ShellText::isPrintable)
                ? "'" + text.replace("'", "'\\''") + "'"
                : "$'" + escaped(text) + "'";
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(character -> {
            switch (character) {
                case '\n' -> escaped.append("\\n");
                case '\t' -> escaped.append("\\t");
                case '\\' -> escaped.append("\\\\");
                default -> append(character, escaped);
            }
        });
        return escaped.toString();
    }

    private static void append(int character, StringBuilder escaped) {
        if (isPrintable(character) && character != '\'' && character != '!') {
            escaped.appendCodePoint(character);
            return;
        }
        for (byte octet : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
            escaped.append("\\%03o".formatted(octet & 0xff));
        }
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
