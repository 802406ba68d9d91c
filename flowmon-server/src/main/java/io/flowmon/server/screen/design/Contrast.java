/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.design;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How far two colours stand apart, as WCAG 2.2 reckons it: relative luminance and contrast ratio. */
final class Contrast {

    private static final Pattern HEX = Pattern.compile("#[0-9a-f]{6}");
    private static final double[] WEIGHTS = {0.2126, 0.7152, 0.0722};
    private static final double FLARE = 0.05;
    private static final double MAXIMUM = 255;

    private Contrast() {}

    /** From 1 to 21 with one decimal, cut and not rounded; null where one is no colour of the form {@code #1a2b3c}. */
    static @Nullable Double of(@Nullable String one, @Nullable String other) {
        if (one == null || other == null || !isColour(one) || !isColour(other)) {
            return null;
        }
        double first = luminance(one);
        double second = luminance(other);
        double ratio = (Math.max(first, second) + FLARE) / (Math.min(first, second) + FLARE);
        return Math.floor(ratio * 10) / 10;
    }

    static boolean isColour(String value) {
        return HEX.matcher(value).matches();
    }

    private static double luminance(String colour) {
        double sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / MAXIMUM;
            sum += WEIGHTS[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
