/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import io.flowmon.server.store.FlowRate;
import io.flowmon.server.store.IntakeRate;
import io.flowmon.server.store.StatisticsStore;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/flow-rates} and {@code GET /api/intake-rates}. */
@RestController
class RatesController {

    private static final int DEFAULT_BUCKETS = 60;
    private static final int MAX_BUCKETS = 1_000;

    private final StatisticsStore store;

    RatesController(StatisticsStore store) {
        this.store = store;
    }

    /** Durations are in seconds. */
    record FlowRates(List<FlowRate> buckets) {}

    /** By the server's clock. */
    record IntakeRates(List<IntakeRate> buckets) {}

    @GetMapping("/api/flow-rates")
    @QueryParameters({"from", "to", "buckets"})
    FlowRates flows(@RequestParam Map<String, String> parameters) {
        Parameters.Range range = range(parameters);
        return new FlowRates(store.flowRates(range.from(), range.to(), buckets(parameters)));
    }

    @GetMapping("/api/intake-rates")
    @QueryParameters({"from", "to", "buckets"})
    IntakeRates intake(@RequestParam Map<String, String> parameters) {
        Parameters.Range range = range(parameters);
        return new IntakeRates(store.intakeRates(range.from(), range.to(), buckets(parameters)));
    }

    private static Parameters.Range range(Map<String, String> parameters) {
        return Parameters.range(parameters.get("from"), parameters.get("to"));
    }

    private static int buckets(Map<String, String> parameters) {
        return Parameters.number("buckets", parameters.get("buckets"), DEFAULT_BUCKETS, 1, MAX_BUCKETS);
    }
}
