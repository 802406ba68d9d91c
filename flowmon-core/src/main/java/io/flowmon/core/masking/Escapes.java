/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

/**
 * Recognises quotes, angle brackets and equals signs as they look inside of other text: as XML's entities, by name or by
 * number, escaped once or several times; or as the codes that JSON has which is safe in HTML.
 */
final class Escapes {

    /** How often an entity may have been escaped again. */
    private static final int MAX_LEVELS = 8;

    /** The longest entity: escaped that often. */
    static final int MAX_LENGTH = 4 * MAX_LEVELS + 6;

    private static final String[] ENTITIES = {
        "lt;", "gt;", "quot;", "apos;", "#60;", "#62;", "#34;", "#39;", "#x3c;", "#x3e;", "#x22;", "#x27;"
    };
    private static final String ENTITY_MEANINGS = "<>\"'<>\"'<>\"'";
    private static final String[] CODES = {"u003c", "u003e", "u0022", "u0027", "u003d", "u0026"};
    private static final String CODE_MEANINGS = "<>\"'=&";

    private Escapes() {}

    /** How many characters at {@code at} stand for {@code wanted}: 1 if it is not escaped, 0 if it is not there. */
    static int length(char[] text, int at, int to, char wanted) {
        char first = text[at];
        if (first == wanted) {
            return 1;
        }
        return first == '&' || first == '\\' ? escaped(text, at, to, wanted) : 0;
    }

    /** As {@link #length}, for either kind of quote. */
    static int quote(char[] text, int at, int to) {
        int length = length(text, at, to, '"');
        return length > 0 ? length : length(text, at, to, '\'');
    }

    /** Whether a backslash at {@code at} begins one of these. */
    static boolean isCode(char[] text, int at, int to) {
        for (String code : CODES) {
            if (startsWith(text, at + 1, to, code)) {
                return true;
            }
        }
        return false;
    }

    private static int escaped(char[] text, int at, int to, char wanted) {
        boolean entity = text[at] == '&';
        int start = at + 1;
        if (entity) {
            for (int level = 0; level < MAX_LEVELS && startsWith(text, start, to, "amp;"); level++) {
                start += 4;
            }
        }
        String[] forms = entity ? ENTITIES : CODES;
        String meanings = entity ? ENTITY_MEANINGS : CODE_MEANINGS;
        for (int i = 0; i < forms.length; i++) {
            if (meanings.charAt(i) == wanted && startsWith(text, start, to, forms[i])) {
                return start + forms[i].length() - at;
            }
        }
        return 0;
    }

    private static boolean startsWith(char[] text, int at, int to, String lowerCase) {
        if (to - at < lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            char c = text[at + i];
            if (c != lowerCase.charAt(i) && (c < 'A' || c > 'Z' || (c | 0x20) != lowerCase.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
