/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers for people. */
public final class Numbers {

    private static final MathContext THREE_DIGITS = new MathContext(3);
    private static final MathContext ONE_DIGIT = new MathContext(1);

    private Numbers() {}

    /**
     * How often a minute: three significant digits at most and two decimals, since nobody tells 0.0667 from 0.07. What is less
     * than that has one digit, so that it is not nothing.
     */
    public static String rate(double perMinute) {
        if (!Double.isFinite(perMinute) || perMinute >= 1) {
            return rounded(perMinute);
        }
        BigDecimal exact = BigDecimal.valueOf(perMinute);
        BigDecimal shown = exact.setScale(2, RoundingMode.HALF_UP);
        return (shown.signum() == 0 ? exact.round(ONE_DIGIT) : shown)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** The number with three significant digits at most, without an exponent. */
    public static String rounded(double value) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        return BigDecimal.valueOf(value)
                .round(THREE_DIGITS)
                .stripTrailingZeros()
                .toPlainString();
    }
}
