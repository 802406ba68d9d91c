/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

import java.util.Arrays;

/**
 * Finds the content of XML elements with sensitive names in free text, also where the XML was escaped: in CDATA, in a string
 * of JSON, in a parameter. An element that is not closed reaches to the end of the text.
 */
final class MarkupValues {

    private MarkupValues() {}

    /**
     * Looks at the tag whose opening bracket stands at {@code at}: does it begin an element with a sensitive name, and where
     * is its content? Returns where to go on if not: behind the tag's name, unless that may be a value itself.
     */
    static int find(char[] text, int at, int bracket, int to, NameRules names, TextMasker.Span match) {
        int name = at + bracket;
        if (name < to && text[name] == '/') {
            name++;
            return behindName(text, name, endOfName(text, name, to));
        }
        int nameEnd = endOfName(text, name, to);
        if (nameEnd > name && names.of(withoutPrefix(text, name, nameEnd)).masked()) {
            findContent(text, at, bracket, nameEnd, to, match);
        }
        return behindName(text, name, nameEnd);
    }

    private static int behindName(char[] text, int name, int nameEnd) {
        for (int i = name; i < nameEnd; i++) {
            if (Character.isDigit(text[i])) {
                return name;
            }
        }
        return nameEnd;
    }

    private static void findContent(char[] text, int at, int bracket, int nameEnd, int to, TextMasker.Span match) {
        int end = nameEnd;
        int closing = 0;
        while (end < to && closing == 0) {
            if (isSame(text, at, bracket, end, to)) {
                return;
            }
            closing = Escapes.length(text, end, to, '>');
            end += closing == 0 ? 1 : 0;
        }
        if (closing == 0) {
            return;
        }
        int start = end == nameEnd ? end + closing : nameEnd + 1;
        if (end > nameEnd && text[end - 1] == '/') {
            match.set(start, end - 1);
        } else {
            match.set(start, endOfContent(text, at, bracket, nameEnd, end + closing, to));
        }
    }

    private static int endOfContent(char[] text, int at, int bracket, int nameEnd, int from, int to) {
        int depth = 1;
        for (int i = from; i < to; i++) {
            if (isSame(text, at, bracket, i, to)) {
                int name = i + bracket;
                while (name < to && text[name] == '\\') {
                    name++;
                }
                boolean closes = name < to && text[name] == '/';
                if (isName(text, at + bracket, nameEnd, closes ? name + 1 : name, to)) {
                    depth += closes ? -1 : 1;
                    if (depth == 0) {
                        return i;
                    }
                }
                i = name - 1;
            }
        }
        return to;
    }

    /** Whether the bracket at {@code at} stands again at {@code i}, escaped in the same way. */
    private static boolean isSame(char[] text, int at, int bracket, int i, int to) {
        return text[i] == text[at] && i + bracket <= to && Arrays.equals(text, at, at + bracket, text, i, i + bracket);
    }

    private static boolean isName(char[] text, int name, int nameEnd, int i, int to) {
        int end = i + nameEnd - name;
        return end <= to
                && Arrays.equals(text, name, nameEnd, text, i, end)
                && (end == to || !isNameCharacter(text[end]));
    }

    private static int endOfName(char[] text, int from, int to) {
        int i = from;
        while (i < to && isNameCharacter(text[i])) {
            i++;
        }
        return i;
    }

    private static String withoutPrefix(char[] text, int from, int to) {
        int start = to;
        while (start > from && text[start - 1] != ':') {
            start--;
        }
        return new String(text, start, to - start);
    }

    private static boolean isNameCharacter(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == ':';
    }
}
