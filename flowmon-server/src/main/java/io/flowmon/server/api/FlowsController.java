/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import io.flowmon.server.alert.AlertMention;
import io.flowmon.server.event.Durations;
import io.flowmon.server.store.AlertStore;
import io.flowmon.server.store.FlowStore;
import io.flowmon.server.store.FlowSummary;
import io.flowmon.server.store.HandledAlert;
import io.flowmon.server.store.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/flows}. */
@RestController
class FlowsController {

    private static final String PATH = "/api/flows";
    private static final CsvTable<Flow> TABLE = CsvTable.<Flow>named("flows")
            .column("correlation_id", Flow::correlationId)
            .column("start", Flow::start)
            .column("duration", Flow::duration)
            .column("entry_endpoint", Flow::entryEndpoint)
            .column("modules", Flow::modules)
            .column("steps", Flow::steps)
            .column("events", Flow::events)
            .column("outcome", Flow::outcome)
            .column(
                    "alerts",
                    flow -> flow.alerts().stream().map(AlertMention::rule).toList());

    private final FlowStore store;
    private final AlertStore alerts;

    FlowsController(FlowStore store, AlertStore alerts) {
        this.store = store;
        this.alerts = alerts;
    }

    /**
     * A flow in one line.
     *
     * @param duration in seconds
     * @param alerts those that name the flow among the first or the newest ones behind them
     */
    record Flow(
            String correlationId,
            Instant start,
            double duration,
            List<String> modules,
            @Nullable String entryEndpoint,
            long steps,
            long events,
            @Nullable String outcome,
            List<AlertMention> alerts) {

        static Flow of(FlowSummary summary, List<HandledAlert> alerts) {
            return new Flow(
                    summary.correlationId(),
                    summary.start(),
                    Durations.seconds(summary.duration()),
                    summary.modules(),
                    summary.entryEndpoint(),
                    summary.steps(),
                    summary.events(),
                    summary.outcome(),
                    AlertMention.of(alerts));
        }
    }

    /** One page. */
    record Flows(List<Flow> flows, @Nullable String cursor) {}

    @GetMapping(PATH)
    @QueryParameters(
            value = {"cursor", "limit"},
            ofFlows = true)
    Flows flows(@RequestParam Map<String, String> parameters) {
        Page<Flow> page = page(parameters);
        return new Flows(page.items(), page.cursor());
    }

    @GetMapping(path = PATH, params = CsvAnswer.FORMAT)
    @QueryParameters(
            value = {"cursor", "limit", "format"},
            ofFlows = true)
    ResponseEntity<byte[]> flowsAsCsv(@RequestParam Map<String, String> parameters) {
        return CsvAnswer.ofRange(TABLE, PATH, parameters, this::page);
    }

    private Page<Flow> page(Map<String, String> parameters) {
        Page<FlowSummary> page = store.flows(FlowQueries.of(parameters));
        Map<String, List<HandledAlert>> found = alerts.ofFlows(
                page.items().stream().map(FlowSummary::correlationId).toList());
        return new Page<>(
                page.items().stream()
                        .map(flow -> Flow.of(flow, found.getOrDefault(flow.correlationId(), List.of())))
                        .toList(),
                page.cursor());
    }
}
