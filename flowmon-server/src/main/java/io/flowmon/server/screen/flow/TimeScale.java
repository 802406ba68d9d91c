/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.flow;

import io.flowmon.server.event.Durations;
import io.flowmon.server.flow.Flow;
import io.flowmon.server.screen.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Places times on a line from a flow's first event to its last. Times outside are put at its ends. */
record TimeScale(Instant start, Duration length) {

    private static final int TICKS = 4;

    static TimeScale of(Flow flow) {
        return new TimeScale(flow.start(), flow.duration());
    }

    BarView bar(String kind, String title, Instant from, Instant to) {
        double left = percent(from);
        return new BarView(kind, title, left, Math.max(0, percent(to) - left));
    }

    /** What stands at the quarters of the line. */
    List<String> ticks() {
        return IntStream.rangeClosed(0, TICKS)
                .mapToObj(i -> Figures.duration(length.multipliedBy(i).dividedBy(TICKS)))
                .toList();
    }

    private double percent(Instant time) {
        double whole = Durations.seconds(length);
        double offset = Durations.seconds(Duration.between(start, time));
        return whole == 0 ? 0 : Math.min(100, Math.max(0, 100 * offset / whole));
    }
}
