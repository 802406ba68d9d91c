/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.text;

import org.jspecify.annotations.Nullable;

/** Shows characters that would steer what stands around them, such as a right-to-left override, by their number. */
public final class VisibleText {

    private VisibleText() {}

    /** The text with invisible characters spelled out; tabs and line ends stay. */
    public static String of(@Nullable String text) {
        if (text == null) {
            return "";
        }
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> append(visible, codePoint));
        return visible.toString();
    }

    /** The same on one line. */
    public static String line(@Nullable String text) {
        return of(text).replaceAll("\\s+", " ").strip();
    }

    private static void append(StringBuilder visible, int codePoint) {
        int type = Character.getType(codePoint);
        boolean steers = type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
        if (steers && codePoint != '\n' && codePoint != '\t' && codePoint != '\r') {
            visible.append("\\u%04X".formatted(codePoint));
        } else {
            visible.appendCodePoint(codePoint);
        }
    }
}
