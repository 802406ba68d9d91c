/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.flow;

import io.flowmon.server.flow.Flow;
import io.flowmon.server.flow.FlowNotFoundException;
import io.flowmon.server.flow.Flows;
import io.flowmon.server.flow.Message;
import io.flowmon.server.message.Ledger;
import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.screen.alert.AlertView;
import io.flowmon.server.store.AlertStore;
import io.flowmon.server.text.VisibleText;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** One flow. */
@Controller
class FlowController {

    private static final Duration BEFORE = Duration.ofDays(1);
    private static final Duration AFTER = Duration.ofHours(1);
    private static final int MOST_LOST = 100;

    private final Flows flows;
    private final AlertStore alerts;
    private final Ledger ledger;

    FlowController(Flows flows, AlertStore alerts, Ledger ledger) {
        this.flows = flows;
        this.alerts = alerts;
        this.ledger = ledger;
    }

    @GetMapping("/flows/{correlationId}")
    String flow(@PathVariable String correlationId, @RequestParam(defaultValue = "1") int step, Model model) {
        Flow flow = flows.get(correlationId);
        String id = flow.correlationId();
        model.addAttribute("flow", FlowView.of(flow, lost(flow), step));
        model.addAttribute(
                "alerts",
                alerts.ofFlows(List.of(id)).getOrDefault(id, List.of()).stream()
                        .map(AlertView::of)
                        .toList());
        model.addAttribute("draft", draft(flow));
        return "flow";
    }

    /** Where a contract is drawn from flows that begin as this one; null where nobody knows how it begins. */
    private static @Nullable String draft(Flow flow) {
        return flow.messages().stream()
                .filter(message -> message.placement() == Message.Placement.ROOT)
                .findFirst()
                .flatMap(first -> Stream.concat(first.received().stream(), first.sent().stream())
                        .findFirst()
                        .map(step -> ScreenAddress.of("/contracts/draft")
                                .with("module", step.moduleType())
                                .with("endpoint", first.endpoint())
                                .with("flow", flow.correlationId())
                                .between(flow.start().minus(BEFORE), flow.end().plus(AFTER))
                                .toString()))
                .orElse(null);
    }

    private Set<UUID> lost(Flow flow) {
        return ledger.lost(flow.messages().stream()
                .filter(Message::unreceived)
                .map(Message::id)
                .limit(MOST_LOST)
                .toList());
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.NOT_FOUND)
    String notFound(FlowNotFoundException notFound, Model model) {
        model.addAttribute("correlationId", VisibleText.of(notFound.correlationId()));
        return "flow-not-found";
    }
}
