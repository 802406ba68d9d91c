/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.flow;

import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** One flow for programs. */
@RestController
class FlowApi {

    private final Flows flows;

    FlowApi(Flows flows) {
        this.flows = flows;
    }

    @GetMapping("/api/flows/{correlationId}")
    FlowDocument flow(@PathVariable String correlationId) {
        return FlowDocument.of(flows.get(correlationId));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notFound(FlowNotFoundException notFound) {
        return ResponseEntity.of(notFound.getBody()).build();
    }
}
