/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice.queueing;

import java.util.OptionalInt;

/** How many instances a target takes. */
public final class Sizing {

    /** No answer is larger. */
    public static final int MOST = 10_000;

    private Sizing() {}

    /**
     * The fewest instances with which the target is held, at {@code factor} times the load; empty where none of up to
     * {@link #MOST} hold it, as when the work alone takes longer than the target.
     *
     * <p>More instances never make the wait longer, so the number is found by doubling and halving.
     */
    public static OptionalInt instances(Station station, double factor, Target target) {
        if (station.service().percentile(target.percentile()) > target.seconds()) {
            return OptionalInt.empty();
        }
        int low = station.fewestStable(factor);
        int high = low;
        while (!holds(station, high, factor, target)) {
            if (high == MOST) {
                return OptionalInt.empty();
            }
            low = high + 1;
            high = Math.min(MOST, 2 * high);
        }
        while (low < high) {
            int middle = low + (high - low) / 2;
            if (holds(station, middle, factor, target)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return OptionalInt.of(high);
    }

    private static boolean holds(Station station, int instances, double factor, Target target) {
        return station.responseTime(instances, factor).probabilityAbove(target.seconds()) <= 1 - target.percentile();
    }
}
