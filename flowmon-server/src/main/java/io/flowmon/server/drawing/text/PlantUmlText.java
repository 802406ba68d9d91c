/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.text;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Text made safe inside a PlantUML diagram, in quotation marks as well as behind a colon. Letters, digits and a little
 * punctuation stay as they are, the latter unless it is doubled, which is markup ({@code //}, {@code __}, {@code --}). All
 * else is written by its number, {@code <U+0025>}, which PlantUML reads after its preprocessor and after its markup: no
 * name can end a line, a quotation or the diagram, call a function, open a comment, a link or an image.
 */
public final class PlantUmlText {

    private static final String HARMLESS = "/._-,()+:?{}…";
    private static final int LONGEST_NUMBER = 0xFFFFF;

    private PlantUmlText() {}

    /** The text on one line. */
    public static String quote(String text) {
        StringBuilder safe = new StringBuilder();
        int before = ' ';
        for (int codePoint : text.codePoints().toArray()) {
            append(safe, codePoint, before);
            before = Characters.visible(codePoint);
        }
        return safe.toString();
    }

    /** The lines, each quoted. */
    public static String label(List<String> lines) {
        return lines.stream().map(PlantUmlText::quote).collect(Collectors.joining("\\n"));
    }

    private static void append(StringBuilder safe, int codePoint, int before) {
        int visible = Characters.visible(codePoint);
        if (visible != codePoint || Characters.isPlain(codePoint) || isHarmless(codePoint, before)) {
            safe.appendCodePoint(visible);
        } else if (codePoint > LONGEST_NUMBER) {
            safe.append('\uFFFD');
        } else {
            safe.append("<U+%04X>".formatted(codePoint));
        }
    }

    /** A hyphen before a word begins an item of a list. */
    private static boolean isHarmless(int codePoint, int before) {
        return HARMLESS.indexOf(codePoint) >= 0 && codePoint != before && (codePoint != '-' || before != ' ');
    }
}
