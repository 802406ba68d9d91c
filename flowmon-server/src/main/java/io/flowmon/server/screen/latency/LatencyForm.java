/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.latency;

import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.screen.SearchForm;
import io.flowmon.server.screen.TimedForm;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;

/**
 * What the latency page shows, as it stands in the address; absent or empty for no condition.
 *
 * @param messageType what ended, such as {@code End call}
 * @param compare with which earlier time: {@code before} (the same length just before), {@code day} or {@code week}
 * @param sort what the table is ordered by
 */
public record LatencyForm(
        @Nullable String range,
        @Nullable String from,
        @Nullable String to,
        @Nullable String zone,
        @Nullable String module,
        @Nullable String endpoint,
        @BindParam("message_type") @Nullable String messageType,
        @Nullable String compare,
        @Nullable String sort)
        implements TimedForm {

    public static final List<String> COMPARISONS = List.of("before", "day", "week");
    public static final List<String> SORTS = List.of("p95", "p99", "p50", "rate", "errors");

    @Override
    public String defaultRange() {
        return "1h";
    }

    public String usedSort() {
        return sort != null && SORTS.contains(sort) ? sort : SORTS.get(0);
    }

    /** How long before the other range lies; null when nothing is compared. */
    @Nullable
    public Duration offset(Duration length) {
        String given = SearchForm.given(compare);
        return given == null
                ? null
                : switch (given) {
                    case "before" -> length;
                    case "day" -> Duration.ofDays(1);
                    case "week" -> Duration.ofDays(7);
                    default -> null;
                };
    }

    /** This page with the same times and comparison, of everything. */
    public ScreenAddress all() {
        return ScreenAddress.of("/latency")
                .with("range", range)
                .with("from", from)
                .with("to", to)
                .with("zone", times().fixedTimes() ? zone : null)
                .with("compare", compare)
                .with("sort", sort);
    }

    /** This page. */
    public ScreenAddress self() {
        return all().with("module", module).with("endpoint", endpoint).with("message_type", messageType);
    }
}
