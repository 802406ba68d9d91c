/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A small curve without axes, as the paths of an SVG of 100 by 24. */
public final class Spark {

    static final double WIDTH = 100;
    static final double HEIGHT = 24;
    private static final double GAP = 0.2;

    private Spark() {}

    /** Bars from the bottom; nothing for values of 0. */
    public static String bars(List<Double> values, double highest) {
        double step = WIDTH / Math.max(1, values.size());
        return IntStream.range(0, values.size())
                .filter(at -> values.get(at) > 0)
                .mapToObj(at -> "M%s %sV%sh%sV%sZ"
                        .formatted(
                                number(at * step),
                                number(HEIGHT),
                                number(HEIGHT - height(values.get(at), highest)),
                                number(step * (1 - GAP)),
                                number(HEIGHT)))
                .collect(Collectors.joining());
    }

    /** A level line from side to side, at a value. */
    public static String level(double value, double highest) {
        return "M0 %sH%s".formatted(number(HEIGHT - height(value, highest)), number(WIDTH));
    }

    private static double height(double value, double highest) {
        return highest <= 0 ? 0 : Math.max(1, HEIGHT * Math.min(1, value / highest));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "");
    }
}
