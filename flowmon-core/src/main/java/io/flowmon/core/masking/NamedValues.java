/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

/** Finds a value in free text by the sensitive name that stands in front of it. */
final class NamedValues {

    private static final int MAX_NAME = 64;
    private static final int MAX_SPACE = 4;
    private static final int MAX_AUTHORITY = 512;
    private static final String[] SCHEMES = {"bearer", "basic", "digest", "negotiate", "apikey", "token", "hmac"};

    private NamedValues() {}

    /** Looks at the colon or equals sign at {@code at}: is there a sensitive name before it, and where is its value? */
    static void find(char[] text, int at, int from, int to, NameRules names, TextMasker.Span match) {
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
            findValue(text, at + 1, to, rule.wholeLine() && text[at] == ':', match);
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
        if (i > from && isQuote(text[i - 1])) {
            i--;
            if (i > from && text[i - 1] == '\\') {
                i--;
            }
        }
        return i;
    }

    private static void findValue(char[] text, int after, int to, boolean wholeLine, TextMasker.Span match) {
        int start = after;
        while (start < to && isBetween(text[start])) {
            start++;
        }
        if (start == to) {
            return;
        }
        if (text[start] == '\\' && start + 1 < to && isQuote(text[start + 1])) {
            match.set(start + 2, endOfEscapedQuote(text, start + 2, to));
        } else if (isQuote(text[start])) {
            match.set(start + 1, endOfQuote(text, start + 1, to));
        } else if (text[start] == '{' || text[start] == '[') {
            match.set(start, to);
        } else if (wholeLine) {
            match.set(start, endOfLine(text, start, to));
        } else {
            int end = endOfWord(text, start, to);
            if (isScheme(text, start, end)) {
                while (end < to && text[end] == ' ') {
                    end++;
                }
                end = endOfWord(text, end, to);
            }
            match.set(start, end);
        }
    }

    private static int endOfEscapedQuote(char[] text, int start, int to) {
        for (int i = start; i + 1 < to; i++) {
            if (text[i] == '\\') {
                if (isQuote(text[i + 1])) {
                    return i;
                }
                // an escaped backslash: what it escapes is three characters on
                i += text[i + 1] == '\\' ? 3 : 1;
            }
        }
        return to;
    }

    private static int endOfQuote(char[] text, int start, int to) {
        char quote = text[start - 1];
        for (int i = start; i < to; i++) {
            if (text[i] == '\\') {
                i++;
            } else if (text[i] == quote) {
                return i;
            }
        }
        return to;
    }

    private static int endOfLine(char[] text, int start, int to) {
        int i = start;
        while (i < to && text[i] != '\n' && text[i] != '\r') {
            i++;
        }
        return i;
    }

    private static int endOfWord(char[] text, int start, int to) {
        int i = start;
        while (i < to && !endsWord(text[i])) {
            i++;
        }
        return i;
    }

    private static boolean isScheme(char[] text, int start, int end) {
        for (String scheme : SCHEMES) {
            if (scheme.length() == end - start && scheme.equalsIgnoreCase(new String(text, start, end - start))) {
                return true;
            }
        }
        return false;
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

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    private static boolean endsWord(char c) {
        return c <= ' ' || c == ',' || c == ';' || c == '&' || c == '"' || c == '\'' || c == '<' || c == '>' || c == ')'
                || c == ']' || c == '}' || c == '|';
    }
}
