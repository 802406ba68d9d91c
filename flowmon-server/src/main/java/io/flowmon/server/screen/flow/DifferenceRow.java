/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.flow;

import io.flowmon.server.drawing.comparison.ComparedStep;
import io.flowmon.server.drawing.comparison.Tally;
import io.flowmon.server.screen.Figures;
import io.flowmon.server.screen.OutcomeView;
import io.flowmon.server.text.VisibleText;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A step of two flows, as a row.
 *
 * @param depth how far it is indented, from 0
 * @param verdict {@code common}, {@code missing}, {@code additional}, {@code changed}
 * @param flow null if the flow does not have it
 * @param longerBy seconds that it took more than in the other flow, if both have it and it ended in both; else 0
 * @param muchLonger more than half as long again, and more than 10 ms
 */
record DifferenceRow(
        int number,
        int depth,
        String kind,
        String from,
        String to,
        String name,
        String verdict,
        @Nullable Times flow,
        @Nullable Times other,
        double longerBy,
        boolean muchLonger) {

    private static final double WORTH_MENTIONING = 0.01;

    private static final int DEEPEST_INDENT = 8;

    static DifferenceRow of(ComparedStep step, int depth) {
        double longerBy = longerBy(step.flow().elapsed(), step.other().elapsed());
        return new DifferenceRow(
                step.number(),
                Math.min(depth, DEEPEST_INDENT),
                word(step.hop().kind()),
                VisibleText.of(step.hop().from().name()),
                VisibleText.of(step.hop().to().name()),
                VisibleText.of(step.hop().name()),
                word(step.verdict()),
                Times.of(step.flow()),
                Times.of(step.other()),
                longerBy,
                longerBy > WORTH_MENTIONING
                        && step.other().elapsed() != null
                        && longerBy > step.other().elapsed() / 2);
    }

    private static double longerBy(@Nullable Double flow, @Nullable Double other) {
        return flow == null || other == null ? 0 : flow - other;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** By how much longer it took, in words. */
    public @Nullable String longer() {
        return Figures.seconds(Math.max(0, longerBy));
    }

    /** How often a flow has it, how it went, and how long all of them took together. */
    record Times(int count, OutcomeView outcome, @Nullable String elapsed) {

        static @Nullable Times of(Tally tally) {
            return tally.count() == 0
                    ? null
                    : new Times(tally.count(), OutcomeView.of(tally.outcome()), Figures.seconds(tally.elapsed()));
        }
    }
}
