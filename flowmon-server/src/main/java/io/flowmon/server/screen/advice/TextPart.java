/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.advice;

import io.flowmon.server.advice.Statement;
import io.flowmon.server.advice.Text;
import io.flowmon.server.screen.Figures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of what advice says, in the viewer's language: words, or a time, which the page shows in the viewer's zone.
 *
 * @param text null for a time
 * @param time null for words
 */
record TextPart(@Nullable String text, @Nullable Instant time) {

    /** Stands for a time until the words are there; names never hold it, since they show such characters by their number. */
    private static final char TIME = '\u0001';

    static List<TextPart> of(Text text) {
        List<TextPart> parts = new ArrayList<>();
        for (Statement statement : text.statements()) {
            if (!parts.isEmpty()) {
                parts.add(new TextPart(" ", null));
            }
            add(parts, statement);
        }
        return List.copyOf(parts);
    }

    private static void add(List<TextPart> parts, Statement statement) {
        List<Instant> times = new ArrayList<>();
        String words = statement.in(Figures.language(), time -> {
            times.add(time);
            return String.valueOf(TIME) + (char) times.size();
        });
        int done = 0;
        for (int at = words.indexOf(TIME); at >= 0; at = words.indexOf(TIME, done)) {
            parts.add(new TextPart(words.substring(done, at), null));
            parts.add(new TextPart(null, times.get(words.charAt(at + 1) - 1)));
            done = at + 2;
        }
        parts.add(new TextPart(words.substring(done), null));
    }
}
