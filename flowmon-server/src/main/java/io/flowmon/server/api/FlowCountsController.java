/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import io.flowmon.server.store.FlowCount;
import io.flowmon.server.store.FlowCountStore;
import io.flowmon.server.store.FlowFacets;
import io.flowmon.server.store.FlowQuery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/flows/counts} and {@code GET /api/flows/facets}: what {@code GET /api/flows} lists, counted. */
@RestController
class FlowCountsController {

    private static final int DEFAULT_BUCKETS = 60;
    private static final int MAX_BUCKETS = 1_000;
    private static final int DEFAULT_VALUES = 50;
    private static final int MAX_VALUES = 500;

    private final FlowCountStore store;

    FlowCountsController(FlowCountStore store) {
        this.store = store;
    }

    /** Over time. */
    record FlowCounts(List<FlowCount> buckets) {}

    @GetMapping("/api/flows/counts")
    @QueryParameters(value = "buckets", ofFlows = true)
    FlowCounts counts(@RequestParam Map<String, String> parameters) {
        FlowQuery query = FlowQueries.of(parameters);
        int buckets = Parameters.number("buckets", parameters.get("buckets"), DEFAULT_BUCKETS, 1, MAX_BUCKETS);
        Duration length = Duration.between(query.from(), query.to());
        // Rounded up, so that there are no more parts than asked for.
        Duration width = length.plusNanos(1_000L * buckets - 1).dividedBy(buckets);
        return new FlowCounts(store.counts(query, query.from(), width));
    }

    @GetMapping("/api/flows/facets")
    @QueryParameters(value = "limit", ofFlows = true)
    FlowFacets facets(@RequestParam Map<String, String> parameters) {
        return store.facets(
                FlowQueries.of(parameters),
                Parameters.number("limit", parameters.get("limit"), DEFAULT_VALUES, 1, MAX_VALUES));
    }
}
