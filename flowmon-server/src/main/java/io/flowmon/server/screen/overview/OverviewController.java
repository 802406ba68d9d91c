/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.overview;

import io.flowmon.server.api.SenderDocument;
import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.screen.TimeGrid;
import io.flowmon.server.screen.alert.AlertView;
import io.flowmon.server.screen.latency.LatencyForm;
import io.flowmon.server.screen.operation.Senders;
import io.flowmon.server.state.ServerState;
import io.flowmon.server.state.ServerStateReader;
import io.flowmon.server.store.AlertQuery;
import io.flowmon.server.store.AlertStore;
import io.flowmon.server.store.EndpointStatistics;
import io.flowmon.server.store.FlowRate;
import io.flowmon.server.store.StatisticsStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Is everything well? The first page: who comes because something is wrong begins here. */
@Controller
class OverviewController {

    private static final Duration RECENT = Duration.ofMinutes(15);
    private static final Duration BEFORE = Duration.ofHours(1);
    private static final int CURVE_PARTS = 60;
    private static final int MOST_ALERTS = 100;
    private static final int ALERTS = 10;
    private static final int CHANGES = 6;
    private static final List<String> SEVERITIES = List.of("critical", "warning", "info");
    private static final LatencyForm LATENCY = new LatencyForm("1h", null, null, null, null, null, null, null, null);

    private final StatisticsStore statistics;
    private final AlertStore alerts;
    private final Senders senders;
    private final ServerStateReader server;
    private final Clock clock = Clock.systemUTC();

    OverviewController(StatisticsStore statistics, AlertStore alerts, Senders senders, ServerStateReader server) {
        this.statistics = statistics;
        this.alerts = alerts;
        this.senders = senders;
        this.server = server;
    }

    @GetMapping("/")
    String home() {
        return "redirect:/overview";
    }

    @GetMapping("/overview")
    String overview(Model model) {
        fill(model);
        return "overview";
    }

    /** What changes alone, for the page that keeps itself fresh. */
    @GetMapping(path = "/overview", headers = "HX-Request")
    String part(Model model) {
        fill(model);
        return "overview :: live";
    }

    private void fill(Model model) {
        Instant now = clock.instant();
        TimeGrid recent = new TimeGrid(now.minus(RECENT), now, RECENT);
        TimeGrid hour = hour(now);
        double minutes = recent.minutesUntil(now);
        List<EndpointStatistics> ended =
                statistics.endpoints(recent.from(), now, null).endpoints();
        List<EndpointStatistics> before = statistics
                .endpoints(recent.from().minus(BEFORE), recent.from(), null)
                .endpoints();
        List<FlowRate> flows = statistics.flowRates(recent.from(), now, 1);
        List<SenderDocument> instances = Senders.instances(senders.recent(now));
        List<AlertView> open = alerts(now, true, MOST_ALERTS);
        List<Change> changes = Change.between(before, (double) BEFORE.toMinutes(), ended, minutes);
        ServerState state = server.read();

        model.addAttribute("now", now);
        model.addAttribute(
                "trend",
                FlowTrend.of(
                        flows.isEmpty() ? null : flows.get(0),
                        minutes,
                        statistics.flowRates(hour.from(), hour.to(), CURVE_PARTS),
                        hour));
        model.addAttribute("modules", ModuleRow.of(ended, instances, minutes, recent, LATENCY));
        model.addAttribute(
                "alerts",
                Stream.concat(open.stream(), alerts(now, false, ALERTS).stream())
                        .limit(ALERTS)
                        .toList());
        model.addAttribute("openAlerts", open.size());
        model.addAttribute(
                "changes",
                changes.stream()
                        .limit(CHANGES)
                        .map(change -> ChangeView.of(change, recent, minutes, LATENCY))
                        .toList());
        model.addAttribute("moreChanges", Math.max(0, changes.size() - CHANGES));
        model.addAttribute(
                "verdict",
                Verdict.of(
                        state,
                        open,
                        instances,
                        changes,
                        !flows.isEmpty(),
                        flows.stream().mapToLong(FlowRate::failed).sum()));
        model.addAttribute("anything", !ended.isEmpty() || !before.isEmpty() || !instances.isEmpty());
        model.addAttribute(
                "flowsAddress",
                ScreenAddress.of("/flows").between(recent.from(), now).toString());
        model.addAttribute(
                "failedAddress",
                ScreenAddress.of("/flows")
                        .between(recent.from(), now)
                        .with("outcome", "failed")
                        .toString());
    }

    private List<AlertView> alerts(Instant now, boolean open, int most) {
        return alerts.alerts(new AlertQuery(now.minus(RECENT), now, null, open, null, most)).items().stream()
                .map(AlertView::of)
                .sorted(Comparator.comparingInt(alert -> SEVERITIES.indexOf(alert.severity())))
                .toList();
    }

    private static TimeGrid hour(Instant now) {
        Instant end = now.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1));
        return new TimeGrid(end.minus(Duration.ofMinutes(CURVE_PARTS)), end, Duration.ofMinutes(1));
    }
}
