/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

/** Tells whether digits are part of a UUID's text: then they are no card number and no IBAN, whatever their check digits say. */
final class UuidText {

    private static final int LENGTH = 36;

    private UuidText() {}

    static boolean overlaps(char[] text, int start, int end, int from, int to) {
        for (int i = Math.max(from, start - LENGTH + 1); i < end && i + LENGTH <= to; i++) {
            if (standsAt(text, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean standsAt(char[] text, int at) {
        for (int i = 0; i < LENGTH; i++) {
            char c = text[at + i];
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen ? c != '-' : Character.digit(c, 16) < 0) {
                return false;
            }
        }
        return true;
    }
}
