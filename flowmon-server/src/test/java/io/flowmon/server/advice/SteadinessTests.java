/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flowmon.server.advice.queueing.Times;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SteadinessTests {

    @Test
    void chanceAlone_isSteadyInAllButAFewOfAThousand() {
        int falseAlarms = 0;
        for (int seed = 0; seed < 1_000; seed++) {
            falseAlarms += Steadiness.beyondChance(counts(Times.exponential(), seed), 1) > 0 ? 1 : 0;
        }

        assertThat(falseAlarms).isLessThan(6);
    }

    @Test
    void variedArrivals_areSteadyByTheirOwnVariation() {
        List<Long> counts = counts(Times.hyperexponential(4), 1);

        assertThat(Steadiness.beyondChance(counts, 4)).isZero();
    }

    @Test
    void rateThatDoubles_isTold() {
        List<Long> counts = List.of(100L, 104L, 97L, 99L, 103L, 96L, 201L, 199L, 205L, 198L, 200L, 202L);

        assertThat(Steadiness.beyondChance(counts, 1)).isCloseTo(0.34, within(0.03));
    }

    @Test
    void tooFewPartsOrNoArrivals_sayNothing() {
        assertThat(Steadiness.beyondChance(List.of(1L, 100L, 1L), 1)).isZero();
        assertThat(Steadiness.beyondChance(Collections.nCopies(12, 0L), 1)).isZero();
        assertThat(Steadiness.beyondChance(List.of(), 1)).isZero();
    }

    /** Arrivals in twelve times of 60 mean gaps each. */
    private static List<Long> counts(Times gaps, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] counts = new long[12];
        double now = gaps.next(random);
        while (now < 12 * 60) {
            counts[(int) (now / 60)]++;
            now += gaps.next(random);
        }
        return Arrays.stream(counts).boxed().toList();
    }
}
