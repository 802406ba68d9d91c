/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import io.flowmon.server.store.StatisticsStore;
import io.flowmon.server.store.Topology;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/topology}. */
@RestController
class TopologyController {

    private final StatisticsStore store;

    TopologyController(StatisticsStore store) {
        this.store = store;
    }

    @GetMapping("/api/topology")
    @QueryParameters({"from", "to"})
    Topology topology(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        Parameters.Range range = Parameters.range(from, to);
        return store.topology(range.from(), range.to());
    }
}
