/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

import java.math.BigDecimal;

/**
 * Recognises card numbers by prefix, length (ISO/IEC 7812 and the schemes' own ranges) and Luhn digit. Prefix and length
 * keep time stamps, most article numbers and nine of ten order numbers apart from cards.
 */
final class CardNumbers {

    static final int MIN_DIGITS = 13;
    static final int MAX_DIGITS = 19;

    /** A double's longest text; a longer number with a fraction is no card number that a program mistook for one. */
    private static final int MAX_DECIMAL = 26;

    /** Cards are printed in groups of four to six digits; a shorter group inside is a date or a list. */
    static final int MIN_GROUP = 4;

    private CardNumbers() {}

    /**
     * Where a card number that starts at {@code start} ends, or -1. Groups may be set apart by one space or hyphen; the
     * number must end where a group ends.
     */
    static int endOf(char[] text, int start, int limit) {
        int digits = 0;
        int sum = 0;
        int alternateSum = 0;
        int prefix = 0;
        int group = 0;
        int end = -1;
        char separator = 0;
        for (int i = start; i < limit; i++) {
            char c = text[i];
            if (c >= '0' && c <= '9') {
                int digit = c - '0';
                int doubled = digit > 4 ? 2 * digit - 9 : 2 * digit;
                int previous = sum;
                sum = alternateSum + digit;
                alternateSum = previous + doubled;
                digits++;
                group++;
                if (digits > MAX_DIGITS) {
                    return end;
                }
                if (digits <= 4) {
                    prefix = 10 * prefix + digit;
                    if (digits == 2 && !mayStart(prefix)) {
                        return -1;
                    }
                }
                boolean groupEnds = i + 1 >= limit || !isDigit(text[i + 1]);
                if (groupEnds && digits >= MIN_DIGITS && sum % 10 == 0 && isIssued(prefix, digits)) {
                    end = i + 1;
                }
            } else {
                if (!isSeparator(c) || group < MIN_GROUP || (separator != 0 && c != separator)) {
                    return end;
                }
                separator = c;
                group = 0;
            }
        }
        return end;
    }

    /** Whether a JSON number is a card number, also as {@code 4111111111111111.0} or {@code 4.111111111111111E15}. */
    static boolean isCard(char[] number, int from, int length) {
        int limit = from + length;
        int digits = from;
        while (digits < limit && isDigit(number[digits])) {
            digits++;
        }
        if (digits < limit && length <= MAX_DECIMAL) {
            BigDecimal decimal = new BigDecimal(number, from, length);
            if (decimal.scale() > -MAX_DIGITS && decimal.precision() - decimal.scale() <= MAX_DIGITS) {
                char[] integer = decimal.toBigInteger().toString().toCharArray();
                return endOf(integer, 0, integer.length) == integer.length;
            }
        }
        return endOf(number, from, digits) == digits;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSeparator(char c) {
        return c == ' ' || c == '-' || c == '\u00A0' || c == '\u202F' || c == '\u2011';
    }

    private static boolean mayStart(int prefix) {
        return (prefix >= 22 && prefix <= 27)
                || prefix == 30
                || (prefix >= 34 && prefix <= 69)
                || prefix == 81
                || prefix == 82
                || prefix == 97;
    }

    private static boolean isIssued(int prefix, int digits) {
        int two = prefix / 100;
        if (prefix >= 4000 && prefix < 5000) {
            return digits == 13 || digits >= 16;
        }
        if (two >= 51 && two <= 55) {
            return digits == 16;
        }
        if (two == 34 || two == 37) {
            return digits == 15;
        }
        if (two == 30 || two == 36 || two == 38 || two == 39) {
            return digits >= 14;
        }
        if (two == 97) {
            return prefix == 9792 && digits == 16;
        }
        return digits >= 16;
    }
}
