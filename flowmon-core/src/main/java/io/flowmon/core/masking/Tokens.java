/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

/** Recognises what proves who someone is: JSON Web Tokens and the credentials behind an authentication scheme's name. */
final class Tokens {

    /** The shortest JOSE header that names an algorithm, in base64. */
    private static final int MIN_JWT_HEADER = 12;

    private static final int MIN_TOKEN = 4;
    private static final int MIN_BASIC = 4;

    /** What follows "Bearer" in plain sentences and in challenges. */
    private static final Set<String> ORDINARY_WORDS = Set.of(
            "auth",
            "authentication",
            "authorization",
            "credentials",
            "error",
            "format",
            "from",
            "header",
            "invalid",
            "missing",
            "only",
            "prefix",
            "realm",
            "required",
            "scheme",
            "scope",
            "token",
            "token.",
            "tokens",
            "tokens.",
            "type",
            "with");

    private Tokens() {}

    /**
     * Matches a token that starts at {@code start}; cut ones too, from the first dot on. Returns how far was searched:
     * no token starts before, unless one was found.
     */
    static int findJwt(char[] text, int start, int limit, TextMasker.Span match) {
        if (start + MIN_JWT_HEADER >= limit || (text[start + 1] != 'y' && text[start + 1] != 'w')) {
            return start + 1;
        }
        if (!opensObject(text[start + 1], text[start + 2])) {
            return start + 1;
        }
        int i = start;
        while (i < limit && isBase64Url(text[i])) {
            i++;
        }
        if (i == limit || text[i] != '.' || i - start < MIN_JWT_HEADER) {
            return i;
        }
        while (i < limit && (isBase64Url(text[i]) || text[i] == '.')) {
            i++;
        }
        match.set(start, i);
        return i;
    }

    /** Whether "e" and these two are base64 of a brace and what may follow it: a quote, a space, a line break, a tab. */
    private static boolean opensObject(char second, char third) {
        return second == 'y'
                ? third == 'J' || third == 'A' || third == 'I'
                : third == 'o' || third == '0' || third == 'k';
    }

    /** Matches what follows {@code Bearer} or {@code Basic}, if that stands at {@code start}. */
    static void findCredentials(char[] text, int start, int limit, TextMasker.Span match) {
        if (startsWith(text, start, limit, "bearer")) {
            int from = skipSpace(text, start + 6, limit);
            int to = endOfToken68(text, from, limit);
            if (from > start + 6
                    && to - from >= MIN_TOKEN
                    && !isOrdinary(text, from, to)
                    && !isParameter(text, to, limit)) {
                match.set(from, to);
            }
        } else if (startsWith(text, start, limit, "basic")) {
            int from = skipSpace(text, start + 5, limit);
            int to = endOfToken68(text, from, limit);
            if (from > start + 5 && to - from >= MIN_BASIC && isUserAndPassword(text, from, to)) {
                match.set(from, to);
            }
        }
    }

    private static boolean isOrdinary(char[] text, int from, int to) {
        return to - from <= 16 && ORDINARY_WORDS.contains(new String(text, from, to - from).toLowerCase(Locale.ROOT));
    }

    /** {@code Bearer realm="…"}: a challenge, not a token. */
    private static boolean isParameter(char[] text, int to, int limit) {
        return text[to - 1] == '=' && to < limit && text[to] == '"';
    }

    private static boolean isUserAndPassword(char[] text, int from, int to) {
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(new String(text, from, to - from).getBytes(StandardCharsets.ISO_8859_1));
            for (byte b : decoded) {
                if (b == ':') {
                    return true;
                }
            }
            return false;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static int skipSpace(char[] text, int from, int limit) {
        int i = from;
        while (i < limit && (text[i] == ' ' || text[i] == '\t')) {
            i++;
        }
        return i;
    }

    private static int endOfToken68(char[] text, int from, int limit) {
        int i = from;
        while (i < limit && isToken68(text[i])) {
            i++;
        }
        while (i < limit && text[i] == '=') {
            i++;
        }
        return i;
    }

    private static boolean startsWith(char[] text, int start, int limit, String lowerCaseWord) {
        if (limit - start < lowerCaseWord.length()) {
            return false;
        }
        for (int i = 0; i < lowerCaseWord.length(); i++) {
            if ((text[start + i] | 0x20) != lowerCaseWord.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBase64Url(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    private static boolean isToken68(char c) {
        return isBase64Url(c) || c == '.' || c == '~' || c == '+' || c == '/';
    }
}
