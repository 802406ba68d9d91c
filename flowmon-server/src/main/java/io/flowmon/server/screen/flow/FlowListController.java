/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.flow;

import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.screen.SearchForm;
import io.flowmon.server.screen.SearchReader;
import io.flowmon.server.store.AlertStore;
import io.flowmon.server.store.FlowQuery;
import io.flowmon.server.store.FlowStore;
import io.flowmon.server.store.FlowSummary;
import io.flowmon.server.store.Page;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The list of recent flows. */
@Controller
class FlowListController {

    private static final List<String> RANGES = List.of("15m", "1h", "6h", "24h", "7d");
    private static final List<String> OUTCOMES =
            List.of("ok", "failed", "client_error", "server_error", "exception", "timeout", "cancelled");

    private final FlowStore store;
    private final AlertStore alerts;
    private final Clock clock = Clock.systemUTC();

    FlowListController(FlowStore store, AlertStore alerts) {
        this.store = store;
        this.alerts = alerts;
    }

    @GetMapping("/flows")
    String flows(SearchForm form, Model model) {
        fill(form, model);
        return "flows";
    }

    /** The list alone, for the page that keeps itself fresh. */
    @GetMapping(path = "/flows", headers = "HX-Request")
    String list(SearchForm form, Model model) {
        fill(form, model);
        return "flows :: list";
    }

    private void fill(SearchForm form, Model model) {
        SearchReader reader = new SearchReader(form, clock.instant());
        FlowQuery query = reader.query();
        Page<FlowSummary> page = store.flows(query);
        List<FlowRow> rows = FlowRow.of(
                page.items(),
                alerts.ofFlows(
                        page.items().stream().map(FlowSummary::correlationId).toList()));
        model.addAttribute("form", form);
        model.addAttribute("range", form.range() == null ? SearchReader.DEFAULT_RANGE : form.range());
        model.addAttribute("problems", reader.problems());
        model.addAttribute("flows", rows);
        model.addAttribute("data", data(query, SearchForm.given(form.to()) == null));
        model.addAttribute("older", page.cursor() == null ? null : address(form, page.cursor()));
        model.addAttribute("newest", SearchForm.given(form.cursor()) == null ? null : address(form, null));
        model.addAttribute("self", address(form, form.cursor()));
        model.addAttribute("ranges", RANGES);
        model.addAttribute("outcomes", OUTCOMES);
        model.addAttribute(
                "modules",
                rows.stream()
                        .flatMap(row -> row.modules().stream())
                        .distinct()
                        .sorted()
                        .toList());
    }

    /** The same from the interface; an end in time that was not asked for is left open. */
    private static ScreenAddress data(FlowQuery query, boolean open) {
        return ScreenAddress.of("/api/flows")
                .with("from", query.from().toString())
                .with("to", open ? null : query.to().toString())
                .with("module", query.module())
                .with("endpoint", query.endpoint())
                .with("outcome", query.outcome())
                .with("min_duration", text(query.minDuration()))
                .with("message_type", query.action().messageType())
                .with("min_elapsed", text(query.action().least()))
                .with("max_elapsed", text(query.action().below()))
                .with("q", query.text());
    }

    private static @Nullable String text(@Nullable Duration duration) {
        return duration == null ? null : duration.toString();
    }

    private static String address(SearchForm form, @Nullable String cursor) {
        return ScreenAddress.of("/flows")
                .with("range", form.range())
                .with("from", form.from())
                .with("to", form.to())
                .with("zone", form.fixedTimes() ? form.zone() : null)
                .with("module", form.module())
                .with("endpoint", form.endpoint())
                .with("outcome", form.outcome())
                .with("min_duration", form.minDuration())
                .with("message_type", form.messageType())
                .with("min_elapsed", form.minElapsed())
                .with("max_elapsed", form.maxElapsed())
                .with("q", form.q())
                .with("cursor", cursor)
                .toString();
    }
}
