/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing;

import io.flowmon.server.api.QueryParameters;
import io.flowmon.server.drawing.text.DrawingFormat;
import io.flowmon.server.drawing.text.DrawnText;
import io.flowmon.server.flow.Flows;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One flow drawn, as text. */
@RestController
class SequenceApi {

    private final Flows flows;

    SequenceApi(Flows flows) {
        this.flows = flows;
    }

    @GetMapping("/api/flows/{correlationId}/sequence")
    @QueryParameters("format")
    ResponseEntity<String> sequence(
            @PathVariable String correlationId, @RequestParam(defaultValue = DrawingFormat.DEFAULT) String format) {
        DrawingFormat asked = DrawingFormat.of(format);
        return DrawnText.answer(FlowDrawing.draw(flows.get(correlationId), asked));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(ErrorResponseException refusal) {
        return ResponseEntity.of(refusal.getBody()).build();
    }
}
