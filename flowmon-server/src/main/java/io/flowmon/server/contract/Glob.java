/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import java.util.ArrayList;
import java.util.List;

/**
 * A name, or a pattern of names: {@code *} stands for any characters, also none. {@code \*} and {@code \\} stand for those
 * characters themselves.
 *
 * @param text as it was written
 * @param plain as it was written, without what quotes
 * @param stars where in {@code plain} the stars are that stand for others, ascending
 */
record Glob(String text, String plain, List<Integer> stars) {

    /** Every name. */
    static final Glob ANY = of("*");

    Glob {
        stars = List.copyOf(stars);
    }

    static Glob of(String text) {
        StringBuilder plain = new StringBuilder();
        List<Integer> stars = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '*') {
                stars.add(plain.length());
            } else if (next == '\\' && i + 1 < text.length() && "*\\".indexOf(text.charAt(i + 1)) >= 0) {
                next = text.charAt(++i);
            }
            plain.append(next);
        }
        return new Glob(text, plain.toString(), stars);
    }

    /** The pattern that this name alone matches. */
    static Glob exactly(String name) {
        return of(name.replace("\\", "\\\\").replace("*", "\\*"));
    }

    /** Whether it is one name. */
    boolean exact() {
        return stars.isEmpty();
    }

    /**
     * Each part between stars is taken where it is found first, for no later place could do more; so nothing is tried twice, however
     * many stars there are.
     */
    boolean matches(String name) {
        if (exact()) {
            return plain.equals(name);
        }
        String first = plain.substring(0, stars.get(0));
        String last = plain.substring(stars.get(stars.size() - 1) + 1);
        int end = name.length() - last.length();
        if (first.length() > end || !name.startsWith(first) || !name.endsWith(last)) {
            return false;
        }
        int from = first.length();
        for (int i = 1; i < stars.size(); i++) {
            String part = plain.substring(stars.get(i - 1) + 1, stars.get(i));
            int found = name.indexOf(part, from);
            if (found < 0 || found + part.length() > end) {
                return false;
            }
            from = found + part.length();
        }
        return true;
    }

    /** The same for SQL's LIKE, with {@code !} as the escape. */
    String like() {
        StringBuilder like = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            char next = plain.charAt(i);
            if (stars.contains(i)) {
                like.append('%');
            } else {
                like.append("%_!".indexOf(next) >= 0 ? "!" : "").append(next);
            }
        }
        return like.toString();
    }
}
