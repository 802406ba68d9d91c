/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.overview;

import io.flowmon.server.event.Durations;
import io.flowmon.server.screen.Figures;
import io.flowmon.server.store.EndpointStatistics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is different at one endpoint from before.
 *
 * @param kind what changed, the last part of its text's key
 * @param weight by which changes are ordered: the larger, the sooner to look at
 * @param before how it was, as text
 * @param now how it is
 */
record Change(EndpointStatistics endpoint, String kind, double weight, String before, String now) {

    /** A percentile of few actions says little. */
    private static final long ENOUGH = 20;

    private static final double SLOWER = 1.5;
    private static final double LEAST_SECONDS = 0.01;
    private static final double MORE_ERRORS = 0.02;
    private static final long LEAST_ERRORS = 3;
    private static final double RATE = 3;
    private static final double ERRORS_FIRST = 1_000;

    /**
     * What changed, that first which changed most. In a chain of calls that is mostly its last link: the same delay is a
     * larger part of the shorter time, and of those that fail alike the shortest comes first.
     *
     * @param minutesBefore for how long {@code before} counts, {@code minutesNow} for how long {@code now}
     */
    static List<Change> between(
            List<EndpointStatistics> before, double minutesBefore, List<EndpointStatistics> now, double minutesNow) {
        Map<List<String>, EndpointStatistics> known = new HashMap<>();
        before.forEach(one -> known.put(key(one), one));
        List<Change> changes = new ArrayList<>();
        for (EndpointStatistics one : now) {
            EndpointStatistics earlier = known.remove(key(one));
            Change change = earlier == null
                    ? appeared(one, minutesNow, !before.isEmpty())
                    : changed(earlier, minutesBefore, one, minutesNow);
            if (change != null) {
                changes.add(change);
            }
        }
        for (EndpointStatistics gone : known.values()) {
            double expected = gone.count() / minutesBefore * minutesNow;
            if (expected >= ENOUGH) {
                changes.add(new Change(gone, "silent", expected / ENOUGH, rate(gone, minutesBefore), "0"));
            }
        }
        changes.sort(Comparator.comparingDouble((Change change) -> -change.weight())
                .thenComparingDouble(
                        change -> change.endpoint().elapsedSeconds().p50()));
        return changes;
    }

    private static @Nullable Change appeared(EndpointStatistics one, double minutes, boolean comparable) {
        return comparable && one.count() >= ENOUGH ? new Change(one, "new", 1, "", rate(one, minutes)) : null;
    }

    private static @Nullable Change changed(
            EndpointStatistics before, double minutesBefore, EndpointStatistics now, double minutesNow) {
        double more = share(now) - share(before);
        if (more >= MORE_ERRORS && now.errors() >= LEAST_ERRORS) {
            return new Change(
                    now, "errors", ERRORS_FIRST * more, Figures.share(share(before)), Figures.share(share(now)));
        }
        if (before.count() < ENOUGH || now.count() < ENOUGH) {
            return null;
        }
        double slow = before.elapsedSeconds().p95();
        double slower = now.elapsedSeconds().p95();
        if (slower >= SLOWER * slow && slower - slow >= LEAST_SECONDS) {
            return new Change(now, "slower", slower / slow, seconds(slow), seconds(slower));
        }
        double rate = now.count() / minutesNow / (before.count() / minutesBefore);
        if (rate >= RATE || rate <= 1 / RATE) {
            return new Change(
                    now,
                    rate > 1 ? "more" : "less",
                    rate > 1 ? rate / RATE : 1 / rate / RATE,
                    rate(before, minutesBefore),
                    rate(now, minutesNow));
        }
        return null;
    }

    private static double share(EndpointStatistics one) {
        return one.count() == 0 ? 0 : (double) one.errors() / one.count();
    }

    private static String rate(EndpointStatistics one, double minutes) {
        return Figures.rate(one.count() / minutes);
    }

    private static String seconds(double seconds) {
        return Figures.duration(Durations.ofSeconds(seconds));
    }

    private static List<String> key(EndpointStatistics one) {
        return List.of(one.module(), one.endpoint(), one.messageType());
    }
}
