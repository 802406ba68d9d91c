/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.comparison;

import io.flowmon.server.api.Parameters;
import io.flowmon.server.api.QueryParameters;
import io.flowmon.server.drawing.text.DrawingFormat;
import io.flowmon.server.drawing.text.DrawnText;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How a flow differs from a healthy one, drawn as text or told as JSON. */
@RestController
class DifferenceApi {

    private static final String JSON = "json";

    private final Differences differences;

    DifferenceApi(Differences differences) {
        this.differences = differences;
    }

    @GetMapping("/api/flows/{correlationId}/difference")
    @QueryParameters({"with", "format"})
    ResponseEntity<?> difference(
            @PathVariable String correlationId,
            @RequestParam(required = false) @Nullable String with,
            @RequestParam(defaultValue = DrawingFormat.DEFAULT) String format) {
        DrawingFormat asked = format.equals(JSON) ? null : DrawingFormat.of(format, JSON);
        Difference difference = differences.between(correlationId, Parameters.text(with));
        return asked == null
                ? ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(DifferenceDocument.of(difference))
                : DrawnText.answer(DifferenceGraph.of(difference).text(asked));
    }
}
