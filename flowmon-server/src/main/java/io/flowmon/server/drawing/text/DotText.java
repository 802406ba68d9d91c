/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.text;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Text made safe inside a quoted string of DOT: a quotation mark and a backslash, which ends a string or names a part of
 * the graph, and the ampersand, which begins an entity. Nothing else means anything there.
 */
public final class DotText {

    private DotText() {}

    /** The text on one line, without the quotation marks around it. */
    public static String quote(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().map(Characters::visible).forEach(codePoint -> {
            switch (codePoint) {
                case '"' -> safe.append("\\\"");
                case '\\' -> safe.append("\\\\");
                case '&' -> safe.append("&amp;");
                default -> safe.appendCodePoint(codePoint);
            }
        });
        return safe.toString();
    }

    /**
     * The lines as one string, in quotation marks. A backslash at its end is followed by a space: some parsers take every
     * {@code \"} for a quotation mark inside the string, also behind another backslash.
     */
    public static String label(List<String> lines) {
        String text = lines.stream().map(DotText::quote).collect(Collectors.joining("\\n"));
        return '"' + text + (text.endsWith("\\") ? " \"" : "\"");
    }
}
