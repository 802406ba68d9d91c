/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

import java.util.Arrays;

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

    /**
     * Whether a JSON number is a card number, also as {@code 4111111111111111.0} or {@code 4.111111111111111E15}. The
     * point is moved in the text: to compute a number with the exponent of a stranger may take all memory there is.
     */
    static boolean isCard(char[] number, int from, int length) {
        int limit = from + length;
        int point = endOfDigits(number, from, limit);
        if (endOf(number, from, point) == point) {
            return true;
        }
        if (point == from || point == limit || length > MAX_DECIMAL) {
            return false;
        }
        char[] digits = new char[MAX_DECIMAL];
        int count = append(digits, 0, number, from, point);
        int i = point;
        if (number[i] == '.') {
            int end = endOfDigits(number, i + 1, limit);
            count = append(digits, count, number, i + 1, end);
            i = end;
        }
        int zeros = 0;
        while (zeros < count && digits[zeros] == '0') {
            zeros++;
        }
        int card = point - from - zeros + (i < limit ? exponent(number, i + 1, limit) : 0);
        if (card < MIN_DIGITS || card > MAX_DIGITS) {
            return false;
        }
        char[] integer = new char[card];
        Arrays.fill(integer, '0');
        System.arraycopy(digits, zeros, integer, 0, Math.min(card, count - zeros));
        return endOf(integer, 0, card) == card;
    }

    /** The exponent, or one that is far too large for a card number. */
    private static int exponent(char[] number, int from, int limit) {
        int i = from;
        boolean negative = i < limit && number[i] == '-';
        if (i < limit && !isDigit(number[i])) {
            i++;
        }
        int exponent = 0;
        while (i < limit && exponent <= 2 * MAX_DECIMAL) {
            exponent = 10 * exponent + number[i] - '0';
            i++;
        }
        return negative ? -exponent : exponent;
    }

    private static int append(char[] digits, int count, char[] number, int from, int to) {
        System.arraycopy(number, from, digits, count, to - from);
        return count + to - from;
    }

    private static int endOfDigits(char[] text, int from, int limit) {
        int i = from;
        while (i < limit && isDigit(text[i])) {
            i++;
        }
        return i;
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
