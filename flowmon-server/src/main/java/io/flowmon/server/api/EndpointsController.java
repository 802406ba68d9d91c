/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import io.flowmon.server.store.EndpointList;
import io.flowmon.server.store.StatisticsStore;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/endpoints}. */
@RestController
class EndpointsController {

    private final StatisticsStore store;

    EndpointsController(StatisticsStore store) {
        this.store = store;
    }

    @GetMapping("/api/endpoints")
    @QueryParameters({"from", "to", "module"})
    EndpointList endpoints(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String module) {
        Parameters.Range range = Parameters.range(from, to);
        return store.endpoints(range.from(), range.to(), Parameters.text(module));
    }
}
