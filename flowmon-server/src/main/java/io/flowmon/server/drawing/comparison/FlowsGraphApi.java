/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.comparison;

import io.flowmon.server.api.FlowQueries;
import io.flowmon.server.api.Parameters;
import io.flowmon.server.api.QueryParameters;
import io.flowmon.server.drawing.text.DrawingFormat;
import io.flowmon.server.drawing.text.DrawnText;
import io.flowmon.server.store.FlowQuery;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A set of flows drawn as one graph, as text. */
@RestController
class FlowsGraphApi {

    private static final int DEFAULT_LIMIT = 200;

    private final FlowSet flows;

    FlowsGraphApi(FlowSet flows) {
        this.flows = flows;
    }

    @GetMapping("/api/flows/graph")
    @QueryParameters(
            value = {"limit", "format"},
            ofFlows = true)
    ResponseEntity<String> graph(@RequestParam Map<String, String> parameters) {
        DrawingFormat asked = DrawingFormat.of(parameters.getOrDefault("format", DrawingFormat.DEFAULT));
        FlowQuery query = FlowQueries.of(parameters);
        boolean limited = Parameters.text(parameters.get("limit")) != null;
        return DrawnText.answer(
                flows.draw(limited ? query : query.page(null, DEFAULT_LIMIT)).text(asked));
    }
}
