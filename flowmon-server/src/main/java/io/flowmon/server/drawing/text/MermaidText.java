/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.text;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Text made safe inside a Mermaid diagram. Letters, digits and a little punctuation stay as they are; everything else
 * becomes one of Mermaid's entity codes, so that no name can end a line or a quotation, open a directive or a comment, or
 * be taken for markup.
 */
public final class MermaidText {

    private static final String HARMLESS = "/._-,()=+*!?…";

    private MermaidText() {}

    /** The text on one line. */
    public static String quote(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(codePoint -> append(safe, codePoint));
        return safe.toString();
    }

    /** The lines, each quoted. */
    public static String label(List<String> lines) {
        return lines.stream().map(MermaidText::quote).collect(Collectors.joining("<br/>"));
    }

    private static void append(StringBuilder safe, int codePoint) {
        int visible = Characters.visible(codePoint);
        if (visible != codePoint || Characters.isPlain(codePoint) || HARMLESS.indexOf(codePoint) >= 0) {
            safe.appendCodePoint(visible);
        } else {
            safe.append('#').append(codePoint).append(';');
        }
    }
}
