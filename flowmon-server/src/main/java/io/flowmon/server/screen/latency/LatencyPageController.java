/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.latency;

import static io.flowmon.server.screen.SearchForm.given;

import io.flowmon.server.api.Parameters;
import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.screen.SearchReader;
import io.flowmon.server.screen.TimeGrid;
import io.flowmon.server.store.EndpointList;
import io.flowmon.server.store.EndpointStatistics;
import io.flowmon.server.store.LatencyQuery;
import io.flowmon.server.store.StatisticsStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How long things take, at each endpoint of each module, over time. The page's script asks {@code /api/latency} for the curves. */
@Controller
class LatencyPageController {

    private static final List<String> RANGES = List.of("15m", "1h", "6h", "24h", "7d");
    private static final int PANELS = 12;
    private static final int ROWS = 40;
    private static final int HEAT_PARTS = 48;

    private static final Map<String, Comparator<EndpointStatistics>> ORDERS = Map.of(
            "p95", Comparator.comparingDouble(one -> -one.elapsedSeconds().p95()),
            "p99", Comparator.comparingDouble(one -> -one.elapsedSeconds().p99()),
            "p50", Comparator.comparingDouble(one -> -one.elapsedSeconds().p50()),
            "rate", Comparator.comparingLong(one -> -one.count()),
            "errors", Comparator.comparingDouble(one -> -(double) one.errors() / one.count()));

    private final StatisticsStore store;
    private final Clock clock = Clock.systemUTC();

    LatencyPageController(StatisticsStore store) {
        this.store = store;
    }

    @GetMapping("/latency")
    String latency(LatencyForm form, Model model) {
        Instant now = clock.instant();
        SearchReader reader = new SearchReader(form.times(), now);
        Parameters.Range span = reader.span(Duration.ZERO);
        TimeGrid grid = TimeGrid.of(span);
        EndpointList found = store.endpoints(grid.from(), grid.to(), null);
        List<EndpointStatistics> matching =
                found.endpoints().stream().filter(one -> matches(form, one)).toList();
        Map<List<String>, EndpointStatistics> before = before(form, grid);
        double minutes = grid.minutesUntil(now);
        Function<EndpointStatistics, EndpointRow> row =
                one -> EndpointRow.of(one, before.get(key(one)), form, grid, minutes);

        model.addAttribute("form", form);
        model.addAttribute("times", form.times());
        model.addAttribute("problems", reader.problems());
        model.addAttribute("grid", grid);
        model.addAttribute("comparing", form.offset(grid.length()) != null);
        model.addAttribute("range", form.usedRange());
        model.addAttribute("ranges", RANGES);
        model.addAttribute("comparisons", LatencyForm.COMPARISONS);
        model.addAttribute("sort", form.usedSort());
        model.addAttribute("sorts", LatencyForm.SORTS);
        model.addAttribute("modules", distinct(found.endpoints().stream(), EndpointStatistics::module));
        model.addAttribute("endpoints", distinct(ofModule(form, found), EndpointStatistics::endpoint));
        model.addAttribute("types", distinct(ofModule(form, found), EndpointStatistics::messageType));
        model.addAttribute("omitted", found.omitted());
        model.addAttribute(
                "data",
                ScreenAddress.of("/api/endpoints")
                        .between(grid.from(), grid.to())
                        .with("module", form.module())
                        .with("endpoint", form.endpoint())
                        .with("message_type", form.messageType()));
        model.addAttribute("anything", !found.endpoints().isEmpty());
        model.addAttribute(
                "panels",
                matching.stream()
                        .sorted(Comparator.comparingDouble(LatencyPageController::timeSpent)
                                .reversed())
                        .limit(PANELS)
                        .map(row)
                        .toList());
        model.addAttribute("heat", matching.size() == 1 ? heat(matching.get(0), span) : null);
        List<EndpointRow> rows = matching.stream()
                .sorted(ORDERS.getOrDefault(form.usedSort(), Comparator.comparing(EndpointStatistics::module)))
                .map(row)
                .toList();
        model.addAttribute("rows", rows.subList(0, Math.min(ROWS, rows.size())));
        model.addAttribute("moreRows", rows.subList(Math.min(ROWS, rows.size()), rows.size()));
        return "latency";
    }

    private @Nullable HeatMap heat(EndpointStatistics one, Parameters.Range span) {
        TimeGrid grid = TimeGrid.of(span, HEAT_PARTS);
        return HeatMap.of(
                store.elapsedCounts(new LatencyQuery(
                        grid.from(), grid.to(), one.module(), one.endpoint(), one.messageType(), grid.buckets())),
                one,
                grid);
    }

    private Map<List<String>, EndpointStatistics> before(LatencyForm form, TimeGrid grid) {
        Map<List<String>, EndpointStatistics> before = new HashMap<>();
        Duration offset = form.offset(grid.length());
        if (offset != null) {
            TimeGrid earlier = grid.before(offset);
            store.endpoints(earlier.from(), earlier.to(), null).endpoints().forEach(one -> before.put(key(one), one));
        }
        return before;
    }

    /** What took most of all time is worth a look before what is merely frequent, or slow once. */
    private static double timeSpent(EndpointStatistics one) {
        return one.count() * one.elapsedSeconds().p50();
    }

    private static List<String> key(EndpointStatistics one) {
        return List.of(one.module(), one.endpoint(), one.messageType());
    }

    private static boolean matches(LatencyForm form, EndpointStatistics one) {
        return isOrAny(form.module(), one.module())
                && isOrAny(form.endpoint(), one.endpoint())
                && isOrAny(form.messageType(), one.messageType());
    }

    private static boolean isOrAny(@Nullable String condition, String value) {
        String given = given(condition);
        return given == null || given.equals(value);
    }

    private static Stream<EndpointStatistics> ofModule(LatencyForm form, EndpointList found) {
        return found.endpoints().stream().filter(one -> isOrAny(form.module(), one.module()));
    }

    private static List<String> distinct(
            Stream<EndpointStatistics> all, Function<EndpointStatistics, String> property) {
        return all.map(property).distinct().sorted().toList();
    }
}
