/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.flow;

import io.flowmon.server.event.Durations;
import io.flowmon.server.flow.Flow;
import io.flowmon.server.flow.Step;
import io.flowmon.server.flow.Stretch;
import io.flowmon.server.screen.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A part of a flow's time, and what it was spent on. Steps that are alike, such as a hundred calls in a row, are one part.
 *
 * @param step the row of the longest of them
 * @param key of the words for what it was spent on
 * @param count how many steps
 * @param percent of the flow's duration
 * @param share the same, as it is written
 */
record TimeSpent(StepView step, String key, int count, String duration, long percent, String share) {

    private static final int MOST = 3;
    private static final double LEAST_SHARE = 0.05;
    private static final long MARKED_PERCENT = 30;

    private record Kind(String module, String role, String endpoint, Stretch.Spent spent) {

        static Kind of(Stretch stretch) {
            Step step = stretch.step();
            String name = step.isSender() || step.isReceiver()
                    ? step.main().endpoint()
                    : step.main().messageType();
            return new Kind(step.moduleType(), step.role(), name, stretch.spent());
        }
    }

    /** The largest parts of a flow's time, the largest first. */
    static List<TimeSpent> of(Flow flow, List<Stretch> path, StepRows rows) {
        Map<Kind, List<Stretch>> parts = new LinkedHashMap<>();
        path.forEach(stretch -> parts.computeIfAbsent(Kind.of(stretch), kind -> new ArrayList<>())
                .add(stretch));
        double whole = Durations.seconds(flow.duration());
        return parts.values().stream()
                .sorted(Comparator.comparing(TimeSpent::sum).reversed())
                .filter(part -> whole > 0 && Durations.seconds(sum(part)) >= LEAST_SHARE * whole)
                .limit(MOST)
                .map(part -> of(part, whole, rows))
                .toList();
    }

    private static TimeSpent of(List<Stretch> part, double whole, StepRows rows) {
        Stretch longest =
                part.stream().max(Comparator.comparing(Stretch::duration)).orElseThrow();
        long percent = Math.min(100, Math.round(100 * Durations.seconds(sum(part)) / whole));
        return new TimeSpent(
                rows.of(longest.step()),
                "flow.time." + longest.spent().name().toLowerCase(Locale.ROOT),
                part.size(),
                Figures.duration(sum(part)),
                percent,
                Figures.share(percent / 100.0));
    }

    private static Duration sum(List<Stretch> part) {
        return part.stream().map(Stretch::duration).reduce(Duration.ZERO, Duration::plus);
    }

    /** Whether it is so large a part that its row is marked. */
    boolean outstanding() {
        return percent >= MARKED_PERCENT;
    }
}
