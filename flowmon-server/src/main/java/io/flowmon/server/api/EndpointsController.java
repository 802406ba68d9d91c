/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import io.flowmon.server.store.EndpointList;
import io.flowmon.server.store.EndpointStatistics;
import io.flowmon.server.store.StatisticsStore;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/endpoints}. */
@RestController
class EndpointsController {

    private static final String PATH = "/api/endpoints";
    private static final CsvTable<EndpointStatistics> TABLE = CsvTable.<EndpointStatistics>named("endpoints")
            .column("module", EndpointStatistics::module)
            .column("endpoint", EndpointStatistics::endpoint)
            .column("message_type", EndpointStatistics::messageType)
            .column("count", EndpointStatistics::count)
            .column("errors", EndpointStatistics::errors)
            .column("p1", one -> one.elapsedSeconds().p1())
            .column("p5", one -> one.elapsedSeconds().p5())
            .column("p25", one -> one.elapsedSeconds().p25())
            .column("p50", one -> one.elapsedSeconds().p50())
            .column("p75", one -> one.elapsedSeconds().p75())
            .column("p95", one -> one.elapsedSeconds().p95())
            .column("p99", one -> one.elapsedSeconds().p99());

    private final StatisticsStore store;

    EndpointsController(StatisticsStore store) {
        this.store = store;
    }

    @GetMapping(PATH)
    @QueryParameters({"from", "to", "module", "endpoint", "message_type"})
    EndpointList endpoints(@RequestParam Map<String, String> parameters) {
        return found(parameters);
    }

    @GetMapping(path = PATH, params = CsvAnswer.FORMAT)
    @QueryParameters({"from", "to", "module", "endpoint", "message_type", "format"})
    ResponseEntity<byte[]> endpointsAsCsv(@RequestParam Map<String, String> parameters) {
        EndpointList found = found(parameters);
        return CsvAnswer.whole(TABLE, parameters.get(CsvAnswer.FORMAT), found.endpoints(), found.omitted());
    }

    private EndpointList found(Map<String, String> parameters) {
        Parameters.Range range = Parameters.range(parameters.get("from"), parameters.get("to"));
        EndpointList all = store.endpoints(range.from(), range.to(), Parameters.text(parameters.get("module")));
        String endpoint = Parameters.text(parameters.get("endpoint"));
        String type = Parameters.text(parameters.get("message_type"));
        return new EndpointList(
                all.endpoints().stream()
                        .filter(one -> endpoint == null || endpoint.equals(one.endpoint()))
                        .filter(one -> type == null || type.equals(one.messageType()))
                        .toList(),
                all.omitted());
    }
}
