/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

import java.util.Arrays;

/** Finds a value in free text by the sensitive name that stands in front of it. */
final class NamedValues {

    private static final int MAX_NAME = 64;
    private static final int MAX_SPACE = 4;
    private static final int MAX_AUTHORITY = 512;

    /** The length of a character's code in JSON. */
    private static final int CODE = 6;

    private NamedValues() {}

    /**
     * Looks at the colon or equals sign between {@code at} and {@code after}: is there a sensitive name before it, and where
     * is its value?
     */
    static void find(char[] text, int at, int after, int from, int to, NameRules names, TextMasker.Span match) {
        if (text[at] == ':' && at + 2 < to && text[at + 1] == '/' && text[at + 2] == '/') {
            findUserInfo(text, at + 3, to, match);
            return;
        }
        int nameEnd = skipBack(text, at, from);
        int nameStart = nameEnd;
        while (nameStart > from && nameEnd - nameStart < MAX_NAME && isNameCharacter(text[nameStart - 1])) {
            nameStart--;
        }
        if (nameStart == nameEnd || (isDigit(text[nameStart]) && isDigit(text[nameEnd - 1]))) {
            return;
        }
        NameRule rule = names.ofHeader(new String(text, nameStart, nameEnd - nameStart));
        if (rule.masked()) {
            findValue(text, nameStart, after, from, to, rule.wholeLine() && text[at] == ':', match);
        }
    }

    /** {@code //user:password@host}, as in the addresses of databases and brokers. */
    private static void findUserInfo(char[] text, int start, int to, TextMasker.Span match) {
        int limit = Math.min(to, start + MAX_AUTHORITY);
        for (int i = start; i < limit; i++) {
            char c = text[i];
            if (c == '@') {
                match.set(start, i);
            } else if (c == '/' || c == '?' || c == '#' || c == '"' || c == '\'' || c <= ' ') {
                return;
            }
        }
    }

    private static int skipBack(char[] text, int at, int from) {
        int i = at;
        while (i > from && at - i < MAX_SPACE && (text[i - 1] == ' ' || text[i - 1] == '\t')) {
            i--;
        }
        int quote = startOfQuote(text, i, from);
        if (quote < i) {
            i = quote;
            while (i > from && text[i - 1] == '\\') {
                i--;
            }
        }
        return i;
    }

    /** Where the quote begins that ends at {@code end}, or {@code end}. */
    private static int startOfQuote(char[] text, int end, int from) {
        if (end == from) {
            return end;
        }
        switch (text[end - 1]) {
            case '"', '\'' -> {
                return end - 1;
            }
            case ';' -> {
                for (int i = end - 1; i >= from && end - i <= Escapes.MAX_LENGTH; i--) {
                    if (text[i] == '&') {
                        return Escapes.quote(text, i, end) == end - i ? i : end;
                    }
                }
                return end;
            }
            case '2', '7' -> {
                return end - CODE >= from && Escapes.quote(text, end - CODE, end) == CODE ? end - CODE : end;
            }
            default -> {
                return end;
            }
        }
    }

    private static void findValue(
            char[] text, int name, int after, int from, int to, boolean wholeLine, TextMasker.Span match) {
        int start = after;
        while (start < to && isBetween(text[start])) {
            start++;
        }
        if (start == to) {
            return;
        }
        int quote = start;
        while (quote < to && text[quote] == '\\') {
            quote++;
        }
        if (quote > start && Escapes.isCode(text, quote - 1, to)) {
            quote--;
        }
        int length = quote < to ? Escapes.quote(text, quote, to) : 0;
        if (length > 0) {
            match.set(quote + length, endOfQuoted(text, quote, length, quote - start, to));
        } else if (text[start] == '{' || text[start] == '[') {
            match.set(start, to);
        } else {
            PlainValues.find(text, name, after, start, from, to, wholeLine, match);
        }
    }

    /**
     * Where the value ends whose quote stands at {@code quote} behind {@code escapes} backslashes: JSON in a string of JSON
     * has one, JSON in JSON in JSON three, and so on. A backslash of the value itself stands there so many times and one.
     */
    private static int endOfQuoted(char[] text, int quote, int length, int escapes, int to) {
        int backslashes = 0;
        for (int i = quote + length; i < to; i++) {
            if (i + length <= to && Arrays.equals(text, quote, quote + length, text, i, i + length)) {
                int own = backslashes - escapes;
                if (own < 0 || (own % (escapes + 1) == 0 && own / (escapes + 1) % 2 == 0)) {
                    return i - Math.min(backslashes, escapes);
                }
                backslashes = 0;
            } else {
                backslashes = text[i] == '\\' ? backslashes + 1 : 0;
            }
        }
        return to;
    }

    private static boolean isNameCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || Character.isLetterOrDigit(c)
                || c == '_'
                || c == '-'
                || c == '.'
                || c == '['
                || c == ']';
    }

    private static boolean isBetween(char c) {
        return c == ' ' || c == '\t' || c == ':' || c == '=' || c == '>';
    }

    /** Times and addresses have colons too: what begins and ends with a digit is no name. */
    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
