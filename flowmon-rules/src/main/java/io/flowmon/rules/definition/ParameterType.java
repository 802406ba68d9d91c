/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.definition;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.flink.util.TimeUtils;

/** What a parameter's value looks like in a file or in {@code application.yml}, and what stands for it in the SQL. */
public enum ParameterType {
    /** {@code 300ms}, {@code 5s}, {@code 1min}; in the SQL a {@code DOUBLE} of seconds. */
    DURATION {
        @Override
        String sql(String value) {
            return Double.toString(seconds(value)) + "E0";
        }
    },
    /** Written as a duration; in the SQL an interval, as windows want it. The same for every module and endpoint. */
    INTERVAL {
        @Override
        String sql(String value) {
            double seconds = seconds(value);
            if (seconds != Math.rint(seconds) || seconds < 1) {
                throw new IllegalArgumentException("an interval is a whole number of seconds, at least 1s");
            }
            long whole = (long) seconds;
            return "INTERVAL '" + whole + "' SECOND(" + Long.toString(whole).length() + ")";
        }
    },
    /** A number; in the SQL a {@code DOUBLE}. */
    NUMBER {
        @Override
        String sql(String value) {
            double number = Double.parseDouble(value.strip());
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException("not a finite number");
            }
            return Double.toString(number) + (Double.toString(number).contains("E") ? "" : "E0");
        }
    };

    /** @throws IllegalArgumentException with the reason, when the value is none of this type */
    abstract String sql(String value);

    /**
     * What the value comes to, in seconds where it is a time.
     *
     * @throws IllegalArgumentException with the reason, when the value is none of this type
     */
    double number(String value) {
        sql(value);
        return this == NUMBER ? Double.parseDouble(value.strip()) : seconds(value);
    }

    boolean mayDiffer() {
        return this != INTERVAL;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ParameterType of(String word) {
        return Arrays.stream(values())
                .filter(type -> type.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no type \"" + word + "\", only "
                        + Arrays.stream(values()).map(ParameterType::word).collect(Collectors.joining(", "))));
    }

    private static double seconds(String value) {
        Duration duration = TimeUtils.parseDuration(value);
        return duration.toMillis() / 1000.0;
    }
}
