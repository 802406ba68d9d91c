/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.definition;

import java.util.List;

/**
 * What a rule compares, as far as the server can tell it without the rule. Of the rule's other parameters, those named {@link
 * #PERCENTILE}, {@link #WINDOW} and {@link #LEAST} are heeded.
 *
 * @param threshold the name of the parameter that the measure is compared with, a duration or a number
 */
public record Comparison(Measure measure, String threshold) {

    /** Names the parameter that says which percentile, between 0 and 1. */
    public static final String PERCENTILE = "percentile";

    /** Names the interval that a window lasts. */
    public static final String WINDOW = "window";

    /** Names the number of actions below which a window says nothing. */
    public static final String LEAST = "least";

    private static final String THRESHOLD = "threshold";

    /** @throws IllegalArgumentException with the reason, if the text says none that these parameters allow */
    static Comparison of(String text, List<Parameter> parameters) {
        String[] words = text.split("\\s+", -1);
        if (words.length > 2) {
            throw new IllegalArgumentException("a measure is written as: name parameter");
        }
        Measure measure = Measure.of(words[0]);
        String threshold = words.length == 2 ? words[1] : THRESHOLD;
        if (!has(parameters, threshold)) {
            throw new IllegalArgumentException("there is no parameter \"" + threshold
                    + "\" of type duration or number to compare " + measure.word() + " with");
        }
        if (measure == Measure.ELAPSED_PERCENTILE && !has(parameters, PERCENTILE)) {
            throw new IllegalArgumentException(
                    measure.word() + " needs a parameter \"" + PERCENTILE + "\" of type number");
        }
        return new Comparison(measure, threshold);
    }

    private static boolean has(List<Parameter> parameters, String name) {
        return parameters.stream()
                .anyMatch(one -> one.name().equals(name) && one.type().mayDiffer());
    }
}
