/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import io.flowmon.server.text.Numbers;

/** Shares as people read them. */
public final class Percent {

    private static final double LEAST = 0.0001;
    private static final double TWOFOLD = 10;

    private Percent() {}

    /** Such as {@code 0 %}, {@code < 0.01 %} or {@code 12.5 %}: what is not nothing never looks like nothing. */
    public static String text(double share) {
        if (share > 0 && share < LEAST) {
            return "< 0.01 %";
        }
        return Numbers.rounded(100 * share) + " %";
    }

    /** Such as {@code +40 %}, {@code − 12 %} or, from tenfold on, {@code × 11}. */
    public static String change(double change) {
        if (change >= TWOFOLD) {
            return "× " + Math.round(change + 1);
        }
        long percent = Math.round(100 * change);
        return percent < 0 ? "−" + -percent + " %" : percent == 0 ? "± 0 %" : "+" + percent + " %";
    }
}
