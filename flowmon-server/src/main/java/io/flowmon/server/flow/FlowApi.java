/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.flow;

import io.flowmon.server.api.Parameters;
import io.flowmon.server.api.QueryParameters;
import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.store.AlertStore;
import io.flowmon.server.store.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** One flow for programs. */
@RestController
class FlowApi {

    private static final int DEFAULT_LIMIT = 500;
    private static final int MAX_LIMIT = 5_000;

    private final Flows flows;
    private final AlertStore alerts;

    FlowApi(Flows flows, AlertStore alerts) {
        this.flows = flows;
        this.alerts = alerts;
    }

    @GetMapping("/api/flows/{correlationId}")
    FlowDocument flow(@PathVariable String correlationId) {
        Flow flow = flows.get(correlationId);
        return FlowDocument.of(
                flow, alerts.ofFlows(List.of(flow.correlationId())).getOrDefault(flow.correlationId(), List.of()));
    }

    /** One page of events, by time. */
    record Events(List<ObjectNode> events, @Nullable String cursor) {}

    @GetMapping("/api/flows/{correlationId}/events")
    @QueryParameters({"cursor", "limit"})
    Events events(
            @PathVariable String correlationId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit) {
        Page<StoredEvent> page = flows.events(
                correlationId, Parameters.text(cursor), Parameters.number("limit", limit, DEFAULT_LIMIT, 1, MAX_LIMIT));
        return new Events(page.items().stream().map(EventDocument::of).toList(), page.cursor());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notFound(FlowNotFoundException notFound) {
        return ResponseEntity.of(notFound.getBody()).build();
    }
}
