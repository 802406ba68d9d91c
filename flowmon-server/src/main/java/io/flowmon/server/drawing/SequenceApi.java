/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing;

import io.flowmon.server.api.QueryParameters;
import io.flowmon.server.flow.Flows;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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

    private static final String MERMAID = "mermaid";

    private final Flows flows;

    SequenceApi(Flows flows) {
        this.flows = flows;
    }

    @GetMapping("/api/flows/{correlationId}/sequence")
    @QueryParameters("format")
    ResponseEntity<String> sequence(
            @PathVariable String correlationId, @RequestParam(defaultValue = MERMAID) String format) {
        if (!format.equals(MERMAID)) {
            throw new ErrorResponseException(HttpStatus.BAD_REQUEST, unsupported(), null);
        }
        String drawing = MermaidSequence.draw(flows.get(correlationId));
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .body(drawing);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(ErrorResponseException refusal) {
        return ResponseEntity.of(refusal.getBody()).build();
    }

    private static ProblemDetail unsupported() {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "This format is not supported. Supported: format=mermaid.");
        problem.setTitle("Unsupported format");
        return problem;
    }
}
