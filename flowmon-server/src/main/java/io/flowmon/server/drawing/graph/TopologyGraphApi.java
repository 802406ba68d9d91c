/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.graph;

import io.flowmon.server.api.Parameters;
import io.flowmon.server.api.QueryParameters;
import io.flowmon.server.drawing.text.DrawingFormat;
import io.flowmon.server.drawing.text.DrawnText;
import io.flowmon.server.store.StatisticsStore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The whole system drawn, as text. */
@RestController
class TopologyGraphApi {

    private final StatisticsStore store;

    TopologyGraphApi(StatisticsStore store) {
        this.store = store;
    }

    @GetMapping("/api/topology/graph")
    @QueryParameters({"from", "to", "format"})
    ResponseEntity<String> graph(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = DrawingFormat.DEFAULT) String format) {
        DrawingFormat asked = DrawingFormat.of(format);
        Parameters.Range range = Parameters.range(from, to);
        return DrawnText.answer(
                TopologyGraph.of(store.topology(range.from(), range.to())).text(asked));
    }
}
