/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

/**
 * Where a value without quotes ends in free text: with its line, which YAML continues in lines that are indented further,
 * or where something sets it apart from what follows. Spaces alone do not: a passphrase has them.
 */
final class PlainValues {

    private static final int MAX_URL = 512;
    private static final String[] SCHEMES = {"bearer", "basic", "digest", "negotiate", "apikey", "token", "hmac"};

    private PlainValues() {}

    /**
     * Sets {@code match} to the value at {@code start}.
     *
     * @param name where its name begins
     * @param after what is behind the separator; the value may begin later
     * @param wholeLine whether nothing but the end of the line ends it
     */
    static void find(
            char[] text, int name, int after, int start, int from, int to, boolean wholeLine, TextMasker.Span match) {
        if (isLineEnd(text[start]) || isBlockIndicator(text, start, to)) {
            int lineEnd = endOfLine(text, start, to);
            int end = endOfIndented(text, name, lineEnd, from, to, true);
            match.set(Math.min(skipSpace(text, lineEnd, end), end), end);
            return;
        }
        boolean pair = text[after - 1] == '=' && start == after;
        boolean url = pair && isInUrl(text, name, from);
        boolean pairs = pair && !isScheme(text, start, to);
        int i = start;
        while (i < to && !isLineEnd(text[i])) {
            if (!wholeLine && (ends(text, i, to) || (text[i] == ' ' && (url || (pairs && isPair(text, i + 1, to)))))) {
                match.set(start, trimmed(text, start, i));
                return;
            }
            i++;
        }
        match.set(start, endOfIndented(text, name, i, from, to, false));
    }

    private static boolean ends(char[] text, int i, int to) {
        return switch (text[i]) {
            case ',', ';', '&', '<', '>', ')', ']', '}', '|' -> true;
            // it's no quote when it stands inside a word
            case '"', '\'' -> i + 1 >= to || !Character.isLetterOrDigit(text[i + 1]);
            case '\\' -> Escapes.isCode(text, i, to);
            default -> false;
        };
    }

    /** Without what escapes the quote behind it, and without spaces. */
    private static int trimmed(char[] text, int start, int end) {
        int i = end;
        while (i > start && (text[i - 1] == '\\' || text[i - 1] == ' ' || text[i - 1] == '\t')) {
            i--;
        }
        return i;
    }

    /** Spaces end the parameters of an address, {@code ?a=1&token=x}. */
    private static boolean isInUrl(char[] text, int name, int from) {
        for (int i = name - 1; i >= from && name - i < MAX_URL && text[i] > ' '; i--) {
            if (text[i] == '?') {
                return true;
            }
            if (i == name - 1 && text[i] != '&') {
                return false;
            }
        }
        return false;
    }

    /** {@code name=value} again, as in {@code token=x status=200}. An equals sign at the end of base64 is none. */
    private static boolean isPair(char[] text, int from, int to) {
        int i = from;
        while (i < to && text[i] == ' ') {
            i++;
        }
        if (i == to || !Character.isLetter(text[i])) {
            return false;
        }
        while (i < to && (Character.isLetterOrDigit(text[i]) || text[i] == '_' || text[i] == '-' || text[i] == '.')) {
            i++;
        }
        return i + 1 < to && text[i] == '=' && text[i + 1] > ' ' && text[i + 1] != '=';
    }

    private static boolean isScheme(char[] text, int start, int to) {
        for (String scheme : SCHEMES) {
            int end = start + scheme.length();
            if (end < to && text[end] == ' ' && scheme.equalsIgnoreCase(new String(text, start, scheme.length()))) {
                return true;
            }
        }
        return false;
    }

    /** YAML's {@code |}, {@code >-} and the like, alone on the line behind the name. The first may have been skipped. */
    private static boolean isBlockIndicator(char[] text, int start, int to) {
        int i = text[start] == '|' ? start + 1 : start;
        while (i < to && (text[i] == '-' || text[i] == '+' || (i > start && text[i] >= '0' && text[i] <= '9'))) {
            i++;
        }
        return i < to && i - start <= 3 && isLineEnd(text[i]);
    }

    /** The end of the last line that is indented further than the name's, or {@code lineEnd}. */
    private static int endOfIndented(char[] text, int name, int lineEnd, int from, int to, boolean block) {
        int indent = lineEnd < to ? indent(text, name, from) : 0;
        int end = lineEnd;
        int i = lineEnd;
        while (i < to) {
            int line = text[i] == '\r' && i + 1 < to && text[i + 1] == '\n' ? i + 2 : i + 1;
            int content = line;
            while (content < to && (text[content] == ' ' || (block && text[content] == '\t'))) {
                content++;
            }
            if (content == to) {
                return end;
            }
            boolean blank = isLineEnd(text[content]);
            if (!blank && !continues(text, content - line - indent, content, to, block)) {
                return end;
            }
            i = endOfLine(text, content, to);
            end = blank ? end : i;
        }
        return end;
    }

    private static boolean continues(char[] text, int deeper, int content, int to, boolean block) {
        if (deeper > 0) {
            return block || !startsWith(text, content, to, "at "); // a stack trace
        }
        return deeper == 0 && block && startsWith(text, content, to, "- ");
    }

    /** How far the line of {@code name} is indented; YAML's {@code - } counts as that. */
    private static int indent(char[] text, int name, int from) {
        int line = name;
        while (line > from && !isLineEnd(text[line - 1])) {
            line--;
        }
        int i = line;
        while (i < name && (text[i] == ' ' || text[i] == '\t' || startsWith(text, i, name, "- "))) {
            i++;
        }
        return i - line;
    }

    private static boolean startsWith(char[] text, int at, int to, String start) {
        if (to - at < start.length()) {
            return false;
        }
        for (int i = 0; i < start.length(); i++) {
            if (text[at + i] != start.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int endOfLine(char[] text, int start, int to) {
        int i = start;
        while (i < to && !isLineEnd(text[i])) {
            i++;
        }
        return i;
    }

    private static int skipSpace(char[] text, int start, int to) {
        int i = start;
        while (i < to && text[i] <= ' ') {
            i++;
        }
        return i;
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }
}
