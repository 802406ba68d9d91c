/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.flow;

import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.screen.SearchForm;
import io.flowmon.server.screen.SearchReader;
import io.flowmon.server.screen.TimeGrid;
import io.flowmon.server.store.AlertStore;
import io.flowmon.server.store.FlowCount;
import io.flowmon.server.store.FlowCountStore;
import io.flowmon.server.store.FlowQuery;
import io.flowmon.server.store.FlowStore;
import io.flowmon.server.store.FlowSummary;
import io.flowmon.server.store.Page;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of recent flows, how many there were when, and what they could be narrowed by. */
@Controller
class FlowListController {

    private static final String FACETS = "facets";
    private static final String BARS = "bars";
    private static final List<String> RANGES = List.of("15m", "1h", "6h", "24h", "7d");
    private static final List<String> OUTCOMES =
            List.of("ok", "failed", "client_error", "server_error", "exception", "timeout", "cancelled");

    private static final int FACET_VALUES = 50;

    private final FlowStore store;
    private final FlowCountStore counts;
    private final AlertStore alerts;
    private final Clock clock = Clock.systemUTC();

    FlowListController(FlowStore store, FlowCountStore counts, AlertStore alerts) {
        this.store = store;
        this.counts = counts;
        this.alerts = alerts;
    }

    @GetMapping("/flows")
    String flows(SearchForm form, @RequestParam Map<String, String> parameters, Model model) {
        FlowSearch search = FlowSearch.of(form, parameters);
        if (search.entered()) {
            return "redirect:" + search.address();
        }
        Page<FlowSummary> page = fill(search, model);
        boolean all = page.cursor() == null && SearchForm.given(form.cursor()) == null;
        bars(search, all ? page.items() : null, model);
        if (parameters.containsKey(FACETS)) {
            model.addAttribute("facets", facets(search));
        }
        return "flows";
    }

    /** The list alone, for the page that keeps itself fresh. */
    @GetMapping(path = "/flows", headers = "HX-Request")
    String list(SearchForm form, @RequestParam Map<String, String> parameters, Model model) {
        fill(FlowSearch.of(form, parameters), model);
        return "flows :: list";
    }

    /** The bars alone: they change less often than the list. */
    @GetMapping(path = "/flows", headers = "HX-Request", params = BARS)
    String bars(SearchForm form, @RequestParam Map<String, String> parameters, Model model) {
        model.addAttribute("form", form);
        bars(FlowSearch.of(form, parameters), null, model);
        return "fragments/histogram :: bars";
    }

    /** What to narrow by: it may take longer than the list, so a page asks for it when it is there. */
    @GetMapping(path = "/flows", headers = "HX-Request", params = FACETS)
    String facets(SearchForm form, @RequestParam Map<String, String> parameters, Model model) {
        model.addAttribute("facets", facets(FlowSearch.of(form, parameters)));
        return "fragments/facets :: panel";
    }

    private List<FacetView> facets(FlowSearch search) {
        FlowQuery query = new SearchReader(search.form(), clock.instant()).query(search.keys());
        return FacetView.of(counts.facets(query, FACET_VALUES), search);
    }

    private Page<FlowSummary> fill(FlowSearch search, Model model) {
        SearchForm form = search.form();
        SearchReader reader = new SearchReader(form, clock.instant());
        FlowQuery query = reader.query(search.keys());
        Page<FlowSummary> page = store.flows(query);
        List<FlowRow> rows = FlowRow.of(
                page.items(),
                alerts.ofFlows(
                        page.items().stream().map(FlowSummary::correlationId).toList()));
        String here = search.address().toString();
        model.addAttribute("form", form);
        model.addAttribute("search", search);
        model.addAttribute("range", form.range() == null ? SearchReader.DEFAULT_RANGE : form.range());
        model.addAttribute("problems", reader.problems());
        model.addAttribute("flows", rows);
        model.addAttribute("facetsAt", search.address().with(FACETS, "true").toString());
        model.addAttribute("data", data(query, search));
        model.addAttribute(
                "older",
                page.cursor() == null
                        ? null
                        : search.address().with("cursor", page.cursor()).toString());
        model.addAttribute("newest", SearchForm.given(form.cursor()) == null ? null : here);
        String further = search.furtherRange();
        model.addAttribute("furtherRange", further);
        model.addAttribute("further", search.ofAnyTime().with("range", further).toString());
        model.addAttribute(
                "self", search.address().with("cursor", form.cursor()).toString());
        model.addAttribute("ranges", RANGES);
        model.addAttribute("outcomes", OUTCOMES);
        return page;
    }

    /** @param all what the query has, where that is at hand: counting it asks nobody */
    private void bars(FlowSearch search, @Nullable List<FlowSummary> all, Model model) {
        Instant now = clock.instant();
        FlowQuery query = new SearchReader(search.form(), now).query(search.keys());
        boolean open = SearchForm.given(search.form().to()) == null;
        TimeGrid grid = Histogram.grid(query.from(), open && now.isAfter(query.from()) ? now : query.to());
        model.addAttribute(
                "histogram",
                Histogram.of(
                        all == null
                                ? counts.counts(query, grid.from(), grid.width())
                                : FlowCount.of(all, query, grid.from(), grid.width()),
                        grid,
                        query.from(),
                        open && query.to().isBefore(grid.to()) ? grid.to() : query.to(),
                        search.ofAnyTime()));
        model.addAttribute("anyTime", search.ofAnyTime().toString());
        model.addAttribute("barsAt", search.address().with(BARS, "true").toString());
    }

    /** The same from the interface; an end in time that was not asked for is left open. */
    private static ScreenAddress data(FlowQuery query, FlowSearch search) {
        boolean open = SearchForm.given(search.form().to()) == null;
        return search.withKeys(ScreenAddress.of("/api/flows")
                .with("from", query.from().toString())
                .with("to", open ? null : query.to().toString())
                .with("module", query.module())
                .with("endpoint", query.endpoint())
                .with("outcome", query.outcome())
                .with("min_duration", text(query.minDuration()))
                .with("message_type", query.action().messageType())
                .with("min_elapsed", text(query.action().least()))
                .with("max_elapsed", text(query.action().below()))
                .with("q", query.text()));
    }

    private static @Nullable String text(@Nullable Duration duration) {
        return duration == null ? null : duration.toString();
    }
}
