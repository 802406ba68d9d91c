/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Text of strangers in Java source. What comes out is ASCII, on one line, and whatever went in neither ends the literal or
 * the comment that it stands in nor makes a Unicode escape, which the compiler would replace before it looks at anything
 * else (JLS 3.3).
 */
final class JavaText {

    /** A literal that is longer is a line that nobody reads. */
    private static final int LONGEST_LITERAL = 1_000;

    private static final int LONGEST_COMMENT = 300;
    private static final int LONGEST_NAME = 60;

    private JavaText() {}

    /** A string expression. A class file holds no constant of more than 65,535 bytes, so a long one is no constant. */
    static String expression(String text) {
        if (text.length() <= LONGEST_LITERAL) {
            return literal(text);
        }
        List<String> parts = new ArrayList<>();
        for (int from = 0; from < text.length(); from += LONGEST_LITERAL) {
            parts.add(literal(text.substring(from, Math.min(text.length(), from + LONGEST_LITERAL))));
        }
        return "String.join(\n                \"\",\n                " + String.join(",\n                ", parts)
                + ")";
    }

    /** A string literal. */
    static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '"' -> literal.append("\\\"");
                case '\\' -> literal.append("\\\\");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                default -> append(character, literal);
            }
        }
        return literal.append('"').toString();
    }

    /** What may stand behind {@code //}. */
    static String comment(String text) {
        String shown = text.length() <= LONGEST_COMMENT ? text : text.substring(0, LONGEST_COMMENT) + "...";
        StringBuilder comment = new StringBuilder();
        for (int i = 0; i < shown.length(); i++) {
            char character = shown.charAt(i);
            if (character == '\\') {
                comment.append("\\\\");
            } else if (Character.isISOControl(character)) {
                comment.append(' ');
            } else {
                append(character, comment);
            }
        }
        return comment.toString().strip();
    }

    /** The words of a text as the beginning of a class's name; empty if there are none. */
    static String className(String text) {
        StringBuilder name = new StringBuilder();
        for (String word : text.split("[^A-Za-z0-9]+", -1)) {
            if (!word.isEmpty() && name.length() < LONGEST_NAME) {
                String end = word.equals(word.toUpperCase(Locale.ROOT)) ? word.toLowerCase(Locale.ROOT) : word;
                name.append(Character.toUpperCase(end.charAt(0))).append(end, 1, Math.min(end.length(), LONGEST_NAME));
            }
        }
        return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "" : name.toString();
    }

    private static void append(char character, StringBuilder source) {
        if (character < ' ' || character == 0x7f) {
            source.append("\\%03o".formatted((int) character));
        } else if (character > 0x7f) {
            source.append("\\u%04x".formatted((int) character));
        } else {
            source.append(character);
        }
    }
}
