/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.alert;

import io.flowmon.server.alert.AlertDesk;
import io.flowmon.server.screen.OperatorScreen;
import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.screen.SearchForm;
import io.flowmon.server.screen.SearchReader;
import io.flowmon.server.store.AlertQuery;
import io.flowmon.server.store.AlertStore;
import io.flowmon.server.store.HandledAlert;
import io.flowmon.server.store.Page;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The alerts: what is wrong now, and what was. */
@Controller
@OperatorScreen
class AlertListController {

    private static final List<String> RANGES = List.of("1h", "6h", "24h", "7d");
    private static final String DEFAULT_RANGE = "24h";
    private static final List<String> STATES = List.of("open", "resolved");
    private static final int PAGE_SIZE = 25;

    private final AlertStore store;
    private final AlertDesk desk;
    private final Clock clock = Clock.systemUTC();

    AlertListController(AlertStore store, AlertDesk desk) {
        this.store = store;
        this.desk = desk;
    }

    /**
     * The search as it stands in the address.
     *
     * @param range how far to look back; open alerts are shown always
     * @param state {@code open}, {@code resolved}, or absent for both
     * @param rule the id of a rule, or that by which alerts name a contract; absent for all
     */
    record AlertForm(
            @Nullable String range,
            @Nullable String state,
            @Nullable String rule,
            @Nullable String cursor) {

        String usedRange() {
            return range != null && RANGES.contains(range) ? range : DEFAULT_RANGE;
        }

        @Nullable
        String usedState() {
            return state != null && STATES.contains(state) ? state : null;
        }
    }

    @GetMapping("/alerts")
    String alerts(AlertForm form, Model model) {
        fill(form, model);
        return "alerts";
    }

    /** The list alone, for the page that keeps itself fresh. */
    @GetMapping(path = "/alerts", headers = "HX-Request")
    String list(AlertForm form, Model model) {
        fill(form, model);
        return "alerts :: list";
    }

    private void fill(AlertForm form, Model model) {
        Instant now = clock.instant();
        Duration range = SearchReader.RANGES.getOrDefault(form.usedRange(), Duration.ofDays(1));
        String state = form.usedState();
        String cursor = SearchForm.given(form.cursor());
        Page<HandledAlert> page = store.alerts(new AlertQuery(
                now.minus(range),
                now.plus(Duration.ofMinutes(1)),
                SearchForm.given(form.rule()),
                state == null ? null : state.equals("open"),
                cursor,
                PAGE_SIZE));
        model.addAttribute("range", form.usedRange());
        model.addAttribute("state", state == null ? "" : state);
        model.addAttribute("rule", SearchForm.given(form.rule()));
        model.addAttribute("ranges", RANGES);
        model.addAttribute("states", STATES);
        model.addAttribute("alerts", page.items().stream().map(AlertView::of).toList());
        model.addAttribute(
                "silences", desk.silences().stream().map(SilenceView::of).toList());
        model.addAttribute(
                "data",
                ScreenAddress.of("/api/alerts")
                        .with("from", now.minus(range).toString())
                        .with("rule", form.rule())
                        .with("state", state));
        model.addAttribute("live", cursor == null);
        model.addAttribute("self", address(form, cursor));
        model.addAttribute("older", page.cursor() == null ? null : address(form, page.cursor()));
        model.addAttribute("newest", cursor == null ? null : address(form, null));
    }

    private static String address(AlertForm form, @Nullable String cursor) {
        return ScreenAddress.of("/alerts")
                .with("range", form.usedRange())
                .with("state", form.usedState())
                .with("rule", form.rule())
                .with("cursor", cursor)
                .toString();
    }
}
