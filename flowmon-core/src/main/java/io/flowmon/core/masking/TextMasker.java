/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

import java.util.Set;

/**
 * Finds what must not leave in free text, in one pass: values by shape, and values that a sensitive name stands in front
 * of ({@code password=…}, {@code "token": "…"}, {@code //user:password@host}). Half surrogates, which no UTF-8 can hold,
 * are replaced on the way.
 *
 * <p>Time is linear: every look ahead or back is bounded, or what it passed over is not looked at again.
 */
final class TextMasker {

    private static final int REUSED_BUFFER = 8 * 1024;
    private static final char REPLACEMENT = '\uFFFD';
    private static final int ASCII = 0x80;
    private static final boolean[] TRIGGERS = asciiTriggers();

    private final NameRules names;
    private final boolean cardNumbers;
    private final boolean ibans;
    private final boolean jwts;
    private final boolean bearerTokens;

    private final char[] buffer = new char[REUSED_BUFFER];
    private final StringBuilder result = new StringBuilder();
    private final Span match = new Span();
    private int copied;
    private int jwtsSearchedTo;
    private int replaced;

    TextMasker(NameRules names, Set<ValueShape> shapes) {
        this.names = names;
        this.cardNumbers = shapes.contains(ValueShape.CARD_NUMBER);
        this.ibans = shapes.contains(ValueShape.IBAN);
        this.jwts = shapes.contains(ValueShape.JWT);
        this.bearerTokens = shapes.contains(ValueShape.BEARER_TOKEN);
    }

    /** The text with what must not leave masked. */
    String mask(String text) {
        return mask(text, true);
    }

    /** The text with values masked by shape alone. */
    String maskShapes(String text) {
        return mask(text, false);
    }

    private String mask(String text, boolean byName) {
        int length = text.length();
        char[] chars = buffer;
        if (length <= REUSED_BUFFER) {
            text.getChars(0, length, chars, 0);
        } else {
            chars = text.toCharArray();
        }
        return mask(chars, 0, length, byName) ? result.toString() : text;
    }

    /** Whether anything in the range had to be changed; {@link #result} then has the new text. */
    boolean mask(char[] text, int from, int to, boolean byName) {
        replaced = 0;
        copied = from;
        jwtsSearchedTo = from;
        boolean changed = false;
        int i = from;
        while (i < to) {
            char c = text[i];
            if (c >= ASCII) {
                if (!Character.isSurrogate(c)) {
                    i++;
                } else if (Character.isHighSurrogate(c) && i + 1 < to && Character.isLowSurrogate(text[i + 1])) {
                    i += 2;
                } else {
                    changed = startResult(changed);
                    result.append(text, copied, i - copied).append(REPLACEMENT);
                    copied = ++i;
                }
                continue;
            }
            if (!isTrigger(text, i, to)) {
                i++;
                continue;
            }
            match.clear();
            i = look(text, i, from, to, byName);
            if (match.found()) {
                changed = startResult(changed);
                result.append(text, copied, match.start - copied).append(Masker.MASK);
                copied = match.end;
                i = match.end;
                replaced++;
            }
        }
        if (changed) {
            result.append(text, copied, to - copied);
        }
        return changed;
    }

    /** The new text after a {@link #mask} that changed something. */
    String result() {
        return result.toString();
    }

    /** How many values the last call replaced. */
    int replaced() {
        return replaced;
    }

    private boolean startResult(boolean started) {
        if (!started) {
            result.setLength(0);
        }
        return true;
    }

    /** Whether something to mask may begin here, by this character and the next; asked for every character. */
    private static boolean isTrigger(char[] text, int i, int to) {
        char c = text[i];
        if (!TRIGGERS[c]) {
            return false;
        }
        return switch (c) {
            case 'e' -> i + 1 < to && (text[i + 1] == 'y' || text[i + 1] == 'w');
            case '<' -> i + 1 < to && (text[i + 1] == '/' || Character.isLetter(text[i + 1]) || text[i + 1] == '_');
            case '&' -> i + 1 < to && (text[i + 1] == 'l' || text[i + 1] == 'a' || text[i + 1] == '#');
            case '\\' -> i + 1 < to && text[i + 1] == 'u';
            case 'b', 'B' -> i + 1 < to && ((text[i + 1] | 0x20) == 'e' || (text[i + 1] | 0x20) == 'a');
            default -> true;
        };
    }

    private static boolean[] asciiTriggers() {
        boolean[] triggers = new boolean[ASCII];
        for (char c : "0123456789:=<&\\ebB".toCharArray()) {
            triggers[c] = true;
        }
        return triggers;
    }

    /** Sets {@link #match} if a value to mask stands at {@code i}; returns where to go on otherwise. */
    private int look(char[] text, int i, int from, int to, boolean byName) {
        switch (text[i]) {
            case ':', '=' -> {
                if (byName) {
                    NamedValues.find(text, i, i + 1, Math.max(from, copied), to, names, match);
                }
                return i + 1;
            }
            case '<', '&', '\\' -> {
                return byName ? lookAtMarkup(text, i, from, to) : i + 1;
            }
            case 'e' -> {
                if (jwts && i >= jwtsSearchedTo) {
                    jwtsSearchedTo = Tokens.findJwt(text, i, to, match);
                }
                return i + 1;
            }
            case 'b', 'B' -> {
                if (bearerTokens && (i == from || !Character.isLetter(text[i - 1]))) {
                    Tokens.findCredentials(text, i, to, match);
                }
                return i + 1;
            }
            default -> {
                return lookAtDigits(text, i, from, to);
            }
        }
    }

    private int lookAtMarkup(char[] text, int i, int from, int to) {
        int bracket = Escapes.length(text, i, to, '<');
        if (bracket > 0) {
            return MarkupValues.find(text, i, bracket, to, names, match);
        }
        int equals = Escapes.length(text, i, to, '=');
        if (equals > 0) {
            NamedValues.find(text, i, i + equals, Math.max(from, copied), to, names, match);
            return i + equals;
        }
        return i + 1;
    }

    private int lookAtDigits(char[] text, int i, int from, int to) {
        int end = i + 1;
        while (end < to && isDigit(text[end])) {
            end++;
        }
        // the shortest IBAN, too, has that many characters after its two letters
        if (to - i < CardNumbers.MIN_DIGITS) {
            return end;
        }
        if (ibans && end - i >= 2 && i - 2 >= copied && isLetter(text[i - 1]) && isLetter(text[i - 2])) {
            int ibanEnd = Ibans.endOf(text, i - 2, to);
            if (ibanEnd > 0 && !UuidText.overlaps(text, i - 2, ibanEnd, from, to)) {
                match.set(i - 2, ibanEnd);
                return end;
            }
        }
        if (cardNumbers && end - i >= CardNumbers.MIN_GROUP && !isFraction(text, i, from)) {
            int cardEnd = CardNumbers.endOf(text, i, to);
            if (cardEnd > 0 && !UuidText.overlaps(text, i, cardEnd, from, to)) {
                match.set(i, cardEnd);
            }
        }
        return end;
    }

    private static boolean isFraction(char[] text, int i, int from) {
        return i - 2 >= from && text[i - 1] == '.' && isDigit(text[i - 2]);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** A range of characters; reused, because most texts hold no match. */
    static final class Span {
        private int start;
        private int end;

        void set(int start, int end) {
            this.start = start;
            this.end = end;
        }

        private void clear() {
            end = -1;
        }

        private boolean found() {
            return end > start;
        }
    }
}
