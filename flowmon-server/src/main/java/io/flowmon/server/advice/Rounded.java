/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** Numbers as documents hold them: no more digits than they can bear. */
final class Rounded {

    private static final MathContext FOUR_DIGITS = new MathContext(4);

    private Rounded() {}

    /** Four significant digits; null for what is infinite or no number. */
    static @Nullable Double orNull(@Nullable Double value) {
        return value == null || !Double.isFinite(value) ? null : of(value);
    }

    /** Four significant digits of a finite number. */
    static double of(double value) {
        return BigDecimal.valueOf(value).round(FOUR_DIGITS).doubleValue();
    }
}
