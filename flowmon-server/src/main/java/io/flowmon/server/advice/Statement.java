/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import io.flowmon.server.event.Durations;
import io.flowmon.server.text.Numbers;
import io.flowmon.server.text.Texts;
import io.flowmon.server.text.VisibleText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A sentence, and what it is about.
 *
 * @param arguments whole numbers, which the words may depend on; other numbers; shares; durations; times; names from outside
 *     as texts
 */
public record Statement(Sentence sentence, List<Object> arguments) {

    public Statement {
        arguments = List.copyOf(arguments);
    }

    /**
     * In words.
     *
     * @param time what to write for a time
     */
    public String in(Locale language, Function<Instant, String> time) {
        return Texts.of(
                sentence.key(),
                language,
                arguments.stream().map(one -> written(one, language, time)).toArray());
    }

    private static Object written(Object argument, Locale language, Function<Instant, String> time) {
        if (argument instanceof Double number) {
            return Numbers.rounded(number, language);
        }
        if (argument instanceof Share share) {
            return share.in(language);
        }
        if (argument instanceof Duration duration) {
            return Durations.text(duration, language);
        }
        if (argument instanceof Instant at) {
            return time.apply(at);
        }
        return argument instanceof String name ? VisibleText.line(name) : argument;
    }
}
