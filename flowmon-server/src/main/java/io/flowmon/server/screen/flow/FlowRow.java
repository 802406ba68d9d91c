/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.flow;

import io.flowmon.server.event.Durations;
import io.flowmon.server.screen.Figures;
import io.flowmon.server.screen.OutcomeView;
import io.flowmon.server.store.FlowSummary;
import io.flowmon.server.store.HandledAlert;
import io.flowmon.server.text.VisibleText;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A flow in the list.
 *
 * @param share its duration in percent of the longest one shown
 * @param alerts how many name it
 */
record FlowRow(
        String correlationId,
        Instant start,
        String entry,
        List<String> modules,
        String duration,
        long share,
        long steps,
        long events,
        int alerts,
        OutcomeView outcome) {

    static List<FlowRow> of(List<FlowSummary> flows, Map<String, List<HandledAlert>> alerts) {
        double longest = flows.stream()
                .map(FlowSummary::duration)
                .mapToDouble(Durations::seconds)
                .max()
                .orElse(0);
        return flows.stream()
                .map(flow -> of(
                        flow,
                        longest,
                        alerts.getOrDefault(flow.correlationId(), List.of()).size()))
                .toList();
    }

    private static FlowRow of(FlowSummary flow, double longest, int alerts) {
        return new FlowRow(
                flow.correlationId(),
                flow.start(),
                flow.entryEndpoint() == null ? flow.correlationId() : VisibleText.of(flow.entryEndpoint()),
                flow.modules().stream().map(VisibleText::of).toList(),
                Figures.duration(flow.duration()),
                longest == 0 ? 0 : Math.max(1, Math.round(100 * Durations.seconds(flow.duration()) / longest)),
                flow.steps(),
                flow.events(),
                alerts,
                OutcomeView.of(flow.outcome()));
    }
}
