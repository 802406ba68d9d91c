/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.event;

import java.time.Duration;
import java.util.Locale;

/** Durations as people read them: three figures are enough. */
public final class Durations {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double MICROS_PER_SECOND = 1e6;

    private Durations() {}

    /** In seconds. In nanoseconds, a {@code long} holds 292 years, and senders may report more. */
    public static double seconds(Duration duration) {
        return (duration.getSeconds() * MICROS_PER_SECOND + duration.getNano() / NANOS_PER_MICRO) / MICROS_PER_SECOND;
    }

    public static Duration ofSeconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * NANOS_PER_SECOND));
    }

    /** Such as {@code 0.4 ms}, {@code 12 ms}, {@code 1.25 s}, {@code 3 min 5 s}, {@code 2 h 10 min}, with a decimal point. */
    public static String text(Duration duration) {
        return text(duration, Locale.ROOT);
    }

    /** The same with the decimal sign of that language. */
    public static String text(Duration duration, Locale language) {
        double millis = duration.toSeconds() * 1e3 + duration.toNanosPart() / NANOS_PER_MILLI;
        if (millis < 9.95) {
            return String.format(language, "%.1f ms", millis);
        }
        if (millis < 999.5) {
            return String.format(language, "%.0f ms", millis);
        }
        if (millis < 59_995) {
            return String.format(language, millis < 9_995 ? "%.2f s" : "%.1f s", millis / 1e3);
        }
        long seconds = Math.round(millis / 1e3);
        return seconds < 3600
                ? "%d min %d s".formatted(seconds / 60, seconds % 60)
                : "%d h %d min".formatted(seconds / 3600, seconds % 3600 / 60);
    }
}
