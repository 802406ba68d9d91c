/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import java.util.regex.Pattern;

/**
 * A name, or a pattern of names: {@code *} stands for any characters, also none. {@code \*} and {@code \\} stand for those
 * characters themselves.
 *
 * @param text as it was written
 */
record Glob(String text, Pattern pattern, boolean exact, String plain) {

    static Glob of(String text) {
        StringBuilder regex = new StringBuilder();
        StringBuilder literal = new StringBuilder();
        StringBuilder plain = new StringBuilder();
        boolean exact = true;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '*') {
                regex.append(quoted(literal)).append(".*");
                exact = false;
                plain.append(next);
                continue;
            }
            if (next == '\\' && i + 1 < text.length() && "*\\".indexOf(text.charAt(i + 1)) >= 0) {
                next = text.charAt(++i);
            }
            literal.append(next);
            plain.append(next);
        }
        regex.append(quoted(literal));
        return new Glob(text, Pattern.compile(regex.toString(), Pattern.DOTALL), exact, plain.toString());
    }

    /** The pattern that this name alone matches. */
    static Glob exactly(String name) {
        return of(name.replace("\\", "\\\\").replace("*", "\\*"));
    }

    boolean matches(String name) {
        return exact ? plain.equals(name) : pattern.matcher(name).matches();
    }

    /** The same for SQL's LIKE, with {@code !} as the escape. */
    String like() {
        StringBuilder like = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '*') {
                like.append('%');
                continue;
            }
            if (next == '\\' && i + 1 < text.length() && "*\\".indexOf(text.charAt(i + 1)) >= 0) {
                next = text.charAt(++i);
            }
            like.append("%_!".indexOf(next) >= 0 ? "!" : "").append(next);
        }
        return like.toString();
    }

    private static String quoted(StringBuilder literal) {
        String quoted = literal.isEmpty() ? "" : Pattern.quote(literal.toString());
        literal.setLength(0);
        return quoted;
    }
}
