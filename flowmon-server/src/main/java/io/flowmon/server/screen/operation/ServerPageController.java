/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.operation;

import io.flowmon.server.screen.Figures;
import io.flowmon.server.screen.OperatorScreen;
import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.screen.Spark;
import io.flowmon.server.state.ServerState;
import io.flowmon.server.state.ServerStateReader;
import io.flowmon.server.store.IntakeRate;
import io.flowmon.server.store.StatisticsStore;
import io.flowmon.server.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How the server itself is doing, and who sends to it. */
@Controller
@OperatorScreen
class ServerPageController {

    private static final int MINUTES = 60;
    private static final int RECENT = 5;

    private final ServerStateReader server;
    private final Senders senders;
    private final StatisticsStore statistics;
    private final Vault vault;
    private final Clock clock = Clock.systemUTC();

    ServerPageController(ServerStateReader server, Senders senders, StatisticsStore statistics, Vault vault) {
        this.server = server;
        this.senders = senders;
        this.statistics = statistics;
        this.vault = vault;
    }

    @GetMapping("/server")
    String server(Model model) {
        fill(model);
        return "server";
    }

    /** What changes alone, for the page that keeps itself fresh. */
    @GetMapping(path = "/server", headers = "HX-Request")
    String part(Model model) {
        fill(model);
        return "server :: live";
    }

    private void fill(Model model) {
        Instant now = clock.instant();
        ServerState state = server.read();
        List<Double> intake = intake(now);
        double highest = intake.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        Double lag = state.rules().lagSeconds();
        List<SenderRow> rows = senders.recent(now).stream().map(SenderRow::of).toList();
        model.addAttribute("state", state);
        model.addAttribute("rate", Figures.rate(mean(intake)));
        model.addAttribute("intake", Spark.bars(intake, highest));
        model.addAttribute("lag", lag(lag));
        model.addAttribute("file", Bytes.text(state.store().file()));
        model.addAttribute("log", Bytes.text(state.store().log()));
        model.addAttribute("free", Bytes.text(state.store().diskFree()));
        model.addAttribute("senders", rows);
        model.addAttribute(
                "up", rows.stream().filter(row -> row.state().equals("up")).count());
        model.addAttribute(
                "dropped", rows.stream().mapToLong(SenderRow::dropped).sum());
        model.addAttribute("vault", VaultView.of(vault));
        model.addAttribute(
                "flowsAddress",
                ScreenAddress.of("/flows")
                        .between(now.minus(Duration.ofMinutes(RECENT)), now)
                        .toString());
    }

    private static @Nullable String lag(@Nullable Double seconds) {
        return seconds == null ? null : Figures.duration(Duration.ofMillis(Math.round(1_000 * Math.max(0, seconds))));
    }

    /** Events of each of the last minutes, the one that goes on left out. */
    private List<Double> intake(Instant now) {
        Instant to = now.truncatedTo(ChronoUnit.MINUTES);
        Instant from = to.minus(Duration.ofMinutes(MINUTES));
        List<Double> events = new ArrayList<>(Collections.nCopies(MINUTES, 0.0));
        for (IntakeRate one : statistics.intakeRates(from, to, MINUTES)) {
            events.set(Math.toIntExact(Duration.between(from, one.from()).toMinutes()), (double) one.events());
        }
        return events;
    }

    private static double mean(List<Double> minutes) {
        return minutes.subList(MINUTES - RECENT, MINUTES).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
    }
}
