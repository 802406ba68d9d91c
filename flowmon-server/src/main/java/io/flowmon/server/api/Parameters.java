/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Reads the parameters that the questions share; a wrong one is answered with 400 and what is wrong with it. */
public final class Parameters {

    private static final Duration DEFAULT_RANGE = Duration.ofMinutes(15);
    private static final long MAX_SECONDS = Duration.ofDays(365L * 5_000).toSeconds();
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Parameters() {}

    /**
     * A time range.
     *
     * @param from inclusive
     * @param to exclusive
     */
    public record Range(Instant from, Instant to) {}

    /** The range that the two texts name; what is not given defaults to now, and to 15 minutes before the end. */
    public static Range range(@Nullable String from, @Nullable String to) {
        return range(from, to, DEFAULT_RANGE);
    }

    /** The same with another length than 15 minutes. */
    static Range range(@Nullable String from, @Nullable String to, Duration length) {
        Instant end = (to == null || to.isBlank()) ? Instant.now().plusSeconds(1) : time("to", to);
        Instant start = (from == null || from.isBlank()) ? end.minus(length) : time("from", from);
        if (!start.isBefore(end)) {
            throw wrong("from must be before to");
        }
        return new Range(start, end);
    }

    /** A duration such as {@code 300ms}, {@code 2s} or {@code PT0.3S}; null when absent. */
    public static @Nullable Duration duration(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        Duration duration;
        try {
            duration = DurationStyle.detectAndParse(text.trim());
        } catch (IllegalArgumentException | ArithmeticException notOne) {
            throw wrong(name + " must be a duration such as 300ms, 2s or PT0.3S");
        }
        if (!isSearchable(duration)) {
            throw wrong(name + " must be 0 or more, and at most " + LONGEST.toDays() + " days");
        }
        return duration;
    }

    /** Whether the store can reckon with this time. */
    public static boolean isSearchable(Instant time) {
        return Math.abs(time.getEpochSecond()) < MAX_SECONDS;
    }

    /** Whether the store can reckon with this duration. */
    public static boolean isSearchable(Duration duration) {
        return !duration.isNegative() && duration.compareTo(LONGEST) <= 0;
    }

    /** A whole number in a range. */
    public static int number(String name, @Nullable String text, int fallback, int least, int most) {
        if (text == null || text.isBlank()) {
            return fallback;
        }
        try {
            int number = Integer.parseInt(text.trim());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // told below
        }
        throw wrong(name + " must be a number from " + least + " to " + most);
    }

    /** The text, or null when it is absent or blank, as an empty field of a form is. */
    public static @Nullable String text(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** Refuses what stands in a body under another name: a slip of the pen must not be taken for a default. */
    static void onlyKnown(@Nullable Map<String, Object> others, String... known) {
        if (others != null && !others.isEmpty()) {
            throw wrong("%s is not known; known are %s"
                    .formatted(String.join(", ", others.keySet()), String.join(", ", known)));
        }
    }

    /** The problem of a wrong parameter. */
    public static ResponseStatusException wrong(String detail) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, detail);
    }

    private static Instant time(String name, String text) {
        try {
            // A plus sign that was not percent-encoded arrives as a space.
            Instant time = OffsetDateTime.parse(text.trim().replace(' ', '+')).toInstant();
            if (isSearchable(time)) {
                return time;
            }
        } catch (DateTimeException notOne) {
            // told below
        }
        throw wrong(name + " must be a time as in RFC 3339, such as 2026-01-30T12:05:29Z");
    }
}
