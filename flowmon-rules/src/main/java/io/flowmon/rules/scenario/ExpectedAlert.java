/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.scenario;

import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.rules.alert.AlertState;
import java.util.List;
import java.util.Map;

/**
 * An alert as it should stand at the end.
 *
 * @param open whether it is still going on
 * @param figures what else must be so: {@code count}, {@code value}, {@code worst}, {@code threshold}, {@code began},
 *     {@code last} (both in seconds), {@code flows} (separated by commas), {@code module}, {@code endpoint}
 */
record ExpectedAlert(int line, String key, boolean open, Map<String, String> figures) {

    private static final double TOLERANCE = 1e-6;
    private static final double MILLIS = 1000;

    static final List<String> FIGURES =
            List.of("count", "value", "worst", "threshold", "began", "last", "flows", "module", "endpoint");

    boolean fits(AlertSignal signal) {
        return signal.key().equals(key)
                && open == (signal.state() != AlertState.RESOLVED)
                && figures.entrySet().stream().allMatch(figure -> fits(figure.getKey(), figure.getValue(), signal));
    }

    private static boolean fits(String figure, String expected, AlertSignal signal) {
        return switch (figure) {
            case "count" -> signal.count() == Long.parseLong(expected);
            case "value" -> near(signal.value(), expected);
            case "worst" -> near(signal.worst(), expected);
            case "threshold" -> near(signal.threshold(), expected);
            case "began" -> near(seconds(signal.began().toEpochMilli()), expected);
            case "last" -> near(seconds(signal.last().toEpochMilli()), expected);
            case "flows" -> signal.flows().equals(List.of(expected.split(",", -1)));
            case "module" -> expected.equals(signal.moduleType());
            case "endpoint" -> expected.equals(signal.endpoint());
            default -> throw new IllegalArgumentException(figure);
        };
    }

    /** The alert in the words of a scenario. */
    static String describe(AlertSignal signal) {
        return "%s '%s' count=%d value=%s worst=%s threshold=%s began=%s last=%s flows=%s"
                .formatted(
                        signal.state() == AlertState.RESOLVED ? "resolved" : "open",
                        signal.key(),
                        signal.count(),
                        signal.value(),
                        signal.worst(),
                        signal.threshold(),
                        seconds(signal.began().toEpochMilli()),
                        seconds(signal.last().toEpochMilli()),
                        String.join(",", signal.flows()));
    }

    private static double seconds(long millis) {
        return (millis - Scenario.BEGIN.toEpochMilli()) / MILLIS;
    }

    private static boolean near(double value, String expected) {
        return Math.abs(value - Double.parseDouble(expected)) < TOLERANCE;
    }

    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder(open ? "open '" : "resolved '").append(key).append('\'');
        figures.forEach(
                (name, value) -> text.append(' ').append(name).append('=').append(value));
        return text.toString();
    }
}
