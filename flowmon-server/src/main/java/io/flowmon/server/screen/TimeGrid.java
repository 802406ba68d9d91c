/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import io.flowmon.server.api.Parameters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A time range cut into equal parts that begin at round times (in UTC), so that a part stays the same when the page is loaded
 * again a moment later.
 *
 * @param from inclusive, at a round time
 * @param to exclusive, at a round time; the last part may not be over yet
 */
public record TimeGrid(Instant from, Instant to, Duration width) {

    private static final int MOST = 100;
    private static final List<Duration> WIDTHS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(20),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(3),
            Duration.ofHours(6));

    /** The narrowest grid of not too many parts that holds the range. */
    public static TimeGrid of(Parameters.Range range) {
        return of(range, MOST);
    }

    /** The same with so many parts at most. */
    public static TimeGrid of(Parameters.Range range, int most) {
        long seconds = Math.max(1, Duration.between(range.from(), range.to()).toSeconds());
        Duration width = WIDTHS.stream()
                .filter(one -> seconds <= one.toSeconds() * most)
                .findFirst()
                .orElseGet(() ->
                        Duration.ofDays(1 + seconds / Duration.ofDays(most).toSeconds()));
        long step = width.toSeconds();
        long begin = Math.floorDiv(range.from().getEpochSecond(), step) * step;
        long end = -Math.floorDiv(-(range.to().minusNanos(1).getEpochSecond() + 1), step) * step;
        return new TimeGrid(Instant.ofEpochSecond(begin), Instant.ofEpochSecond(end), width);
    }

    /** How many parts. */
    public int buckets() {
        return Math.toIntExact(Duration.between(from, to).dividedBy(width));
    }

    /** The same grid earlier. */
    public TimeGrid before(Duration offset) {
        return new TimeGrid(from.minus(offset), to.minus(offset), width);
    }

    public Duration length() {
        return Duration.between(from, to);
    }

    /** Minutes of the range that have passed; what is counted in it is divided by them. */
    public double minutesUntil(Instant now) {
        Instant end = now.isBefore(to) ? now : to;
        return Math.max(1, Duration.between(from, end).toMillis()) / 60_000.0;
    }
}
