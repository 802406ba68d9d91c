/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a field's name into lower-case words: at anything but a letter or digit, at camel-case humps, and between
 * letters and digits. {@code userPassword2}, {@code user-password_2} and {@code USER_PASSWORD.2} are the same.
 */
final class NameWords {

    private NameWords() {}

    static List<String> split(String name) {
        List<String> words = new ArrayList<>(4);
        StringBuilder word = new StringBuilder();
        char previous = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isLetterOrDigit(c)) {
                end(word, words);
            } else {
                if (startsWord(previous, c, i + 1 < name.length() ? name.charAt(i + 1) : 0)) {
                    end(word, words);
                }
                word.append(Character.toLowerCase(c));
            }
            previous = c;
        }
        end(word, words);
        return words;
    }

    /** The name as one lower-case word without separators. */
    static String join(String name) {
        return String.join("", split(name));
    }

    private static boolean startsWord(char previous, char c, char next) {
        if (Character.isDigit(previous) != Character.isDigit(c)) {
            return true;
        }
        if (!Character.isUpperCase(c)) {
            return false;
        }
        return Character.isLowerCase(previous) || (Character.isUpperCase(previous) && Character.isLowerCase(next));
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
