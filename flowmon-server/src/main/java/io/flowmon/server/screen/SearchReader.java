/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import static io.flowmon.server.screen.SearchForm.given;

import io.flowmon.server.api.Parameters;
import io.flowmon.server.store.ElapsedCondition;
import io.flowmon.server.store.FlowQuery;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * Reads a search. What cannot be read is told as a problem, by the key of its text, and left out of the query.
 */
public final class SearchReader {

    public static final Map<String, Duration> RANGES = Map.of(
            "15m", Duration.ofMinutes(15),
            "1h", Duration.ofHours(1),
            "6h", Duration.ofHours(6),
            "24h", Duration.ofHours(24),
            "7d", Duration.ofDays(7));

    public static final String DEFAULT_RANGE = "15m";
    private static final int PAGE_SIZE = 50;

    private final SearchForm form;
    private final Instant now;
    private final List<String> problems = new ArrayList<>();

    public SearchReader(SearchForm form, Instant now) {
        this.form = form;
        this.now = now;
    }

    /** What could not be read, after {@link #query} or {@link #span}. */
    public List<String> problems() {
        return problems;
    }

    /**
     * The flows that are asked for.
     *
     * @param businessKeys name and value of those that they must have
     */
    public FlowQuery query(Map<String, String> businessKeys) {
        Parameters.Range span = span(Duration.ofMinutes(1));
        return new FlowQuery(
                span.from(),
                span.to(),
                given(form.module()),
                given(form.endpoint()),
                given(form.outcome()),
                duration(form.minDuration(), "search.problem.min_duration"),
                new ElapsedCondition(
                        given(form.messageType()),
                        duration(form.minElapsed(), "search.problem.elapsed"),
                        duration(form.maxElapsed(), "search.problem.elapsed")),
                given(form.q()),
                businessKeys,
                given(form.cursor()),
                PAGE_SIZE);
    }

    /**
     * The times that are asked for.
     *
     * @param slack how far after now a list ends whose end is not given
     */
    public Parameters.Range span(Duration slack) {
        Duration range = range();
        ZoneId zone = zone();
        Instant to = time(form.to(), zone, "search.problem.to");
        Instant end = to == null ? now.plus(slack) : to;
        Instant from = time(form.from(), zone, "search.problem.from");
        Instant start = from == null ? (to == null ? now : to).minus(range) : from;
        if (!start.isBefore(end)) {
            problems.add("search.problem.order");
            start = end.minus(range);
        }
        return new Parameters.Range(start, end);
    }

    private Duration range() {
        String given = given(form.range());
        Duration range = RANGES.get(given == null ? DEFAULT_RANGE : given);
        if (range == null) {
            problems.add("search.problem.range");
            return RANGES.getOrDefault(DEFAULT_RANGE, Duration.ZERO);
        }
        return range;
    }

    private ZoneId zone() {
        String zone = given(form.zone());
        try {
            return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
        } catch (DateTimeException unknownZone) {
            problems.add("search.problem.zone");
            return ZoneOffset.UTC;
        }
    }

    private @Nullable Instant time(@Nullable String field, ZoneId zone, String problem) {
        String time = given(field);
        if (time == null) {
            return null;
        }
        try {
            Instant read = isLocal(time)
                    ? LocalDateTime.parse(time).atZone(zone).toInstant()
                    : OffsetDateTime.parse(time).toInstant();
            if (Parameters.isSearchable(read)) {
                return read;
            }
        } catch (DateTimeException unreadable) {
            // told below
        }
        problems.add(problem);
        return null;
    }

    private static boolean isLocal(String time) {
        return !time.matches(".*(Z|[+-]\\d\\d:\\d\\d)");
    }

    private @Nullable Duration duration(@Nullable String field, String problem) {
        String text = given(field);
        if (text == null) {
            return null;
        }
        try {
            Duration read = DurationStyle.detectAndParse(text.replace(" ", ""), ChronoUnit.MILLIS);
            if (Parameters.isSearchable(read)) {
                return read;
            }
        } catch (IllegalArgumentException | ArithmeticException unreadable) {
            // told below
        }
        problems.add(problem);
        return null;
    }
}
