/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import io.flowmon.server.event.Durations;
import io.flowmon.server.store.ElapsedBands;
import io.flowmon.server.store.ElapsedCount;
import io.flowmon.server.store.LatencyBucket;
import io.flowmon.server.store.LatencyQuery;
import io.flowmon.server.store.StatisticsStore;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/latency}. */
@RestController
class LatencyController {

    private static final int DEFAULT_BUCKETS = 60;
    private static final int MAX_BUCKETS = 1_000;

    private final StatisticsStore store;

    LatencyController(StatisticsStore store) {
        this.store = store;
    }

    /** Times are in seconds. */
    record Latency(List<LatencyBucket> buckets) {}

    @GetMapping("/api/latency")
    @QueryParameters({"from", "to", "module", "endpoint", "message_type", "buckets"})
    Latency latency(@RequestParam Map<String, String> parameters) {
        return new Latency(store.latency(query(parameters)));
    }

    /**
     * How many actions took about how long.
     *
     * @param bounds where the bands begin, in seconds
     * @param counts by part of the time and by number of the band, from 0 on
     */
    record Counts(List<Double> bounds, List<ElapsedCount> counts) {}

    @GetMapping("/api/latency/counts")
    @QueryParameters({"from", "to", "module", "endpoint", "message_type", "buckets"})
    Counts counts(@RequestParam Map<String, String> parameters) {
        return new Counts(
                ElapsedBands.bounds().stream().map(Durations::seconds).toList(),
                store.elapsedCounts(query(parameters)));
    }

    private static LatencyQuery query(Map<String, String> parameters) {
        Parameters.Range range = Parameters.range(parameters.get("from"), parameters.get("to"));
        return new LatencyQuery(
                range.from(),
                range.to(),
                Parameters.text(parameters.get("module")),
                Parameters.text(parameters.get("endpoint")),
                Parameters.text(parameters.get("message_type")),
                Parameters.number("buckets", parameters.get("buckets"), DEFAULT_BUCKETS, 1, MAX_BUCKETS));
    }
}
