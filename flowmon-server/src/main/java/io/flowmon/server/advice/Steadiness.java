/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import java.util.List;

/**
 * Whether a rate stays what it is. Of steady arrivals the numbers in equal times vary as those between single arrivals do:
 * their variance is their mean times Ca². More than that in all but one of a thousand cases (chi-square, by the approximation
 * of E. B. Wilson and M. M. Hilferty, 1931) is taken for a rate that changes.
 */
final class Steadiness {

    private static final int LEAST_PARTS = 4;
    private static final double ONE_IN_A_THOUSAND = 3.09;

    /** A rate that changes makes Ca² large too, so more than this is not taken for chance. */
    private static final double MOST_BY_CHANCE = 4;

    private Steadiness() {}

    /**
     * The standard deviation of the rate that chance does not explain, as a part of the rate.
     *
     * @param counts arrivals in equal times
     * @param scv squared coefficient of variation of the times between arrivals
     */
    static double beyondChance(List<Long> counts, double scv) {
        int free = counts.size() - 1;
        double mean = counts.stream().mapToLong(Long::longValue).average().orElse(0);
        if (counts.size() < LEAST_PARTS || mean == 0) {
            return 0;
        }
        double variance = counts.stream()
                        .mapToDouble(count -> (count - mean) * (count - mean))
                        .sum()
                / free;
        double byChance = mean * Math.max(1, Math.min(MOST_BY_CHANCE, scv));
        double spread = 2.0 / (9 * free);
        double limit = Math.pow(1 - spread + ONE_IN_A_THOUSAND * Math.sqrt(spread), 3);
        return variance > limit * byChance ? Math.sqrt(variance - byChance) / mean : 0;
    }
}
