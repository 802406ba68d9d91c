/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

/** Recognises long random strings, as in links that let somebody in. UUIDs are not meant: they name things. */
final class RandomText {

    private static final int MIN_LENGTH = 20;

    /** In words, and in words with numbers, the kind of character changes more rarely than every so many characters. */
    private static final int MAX_RUN = 5;

    private RandomText() {}

    /** Whether a run of letters and digits in {@code text} looks random, whatever hyphens and the like are in it. */
    static boolean isIn(String text) {
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || !belongs(text.charAt(i))) {
                if (i - start >= MIN_LENGTH && isRandom(text.substring(start, i).toCharArray())) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }

    private static boolean isRandom(char[] run) {
        int characters = 0;
        int changes = 0;
        char before = 0;
        for (char c : run) {
            if (isLetterOrDigit(c)) {
                characters++;
                if (before != 0 && changes(before, c)) {
                    changes++;
                }
                before = c;
            }
        }
        return characters >= MIN_LENGTH
                && changes * MAX_RUN >= characters
                && !UuidText.overlaps(run, 0, run.length, 0, run.length);
    }

    /** From letters to digits or back, or to a capital letter; what follows a capital belongs to the same word. */
    private static boolean changes(char before, char c) {
        return isDigit(before) != isDigit(c) || (isLowerCase(before) && isUpperCase(c));
    }

    private static boolean belongs(char c) {
        return isLetterOrDigit(c) || c == '-' || c == '_' || c == '+' || c == '/' || c == '=' || c == '~';
    }

    private static boolean isLetterOrDigit(char c) {
        return isDigit(c) || isLowerCase(c) || isUpperCase(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLowerCase(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isUpperCase(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
