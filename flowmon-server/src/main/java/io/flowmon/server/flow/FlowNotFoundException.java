/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.flow;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Nothing is stored under a correlation id. */
public class FlowNotFoundException extends ErrorResponseException {

    private final String correlationId;

    public FlowNotFoundException(String correlationId) {
        super(HttpStatus.NOT_FOUND, problem(correlationId), null);
        this.correlationId = correlationId;
    }

    public String correlationId() {
        return correlationId;
    }

    private static ProblemDetail problem(String correlationId) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.NOT_FOUND,
                "No event is stored under this correlation id. Its events may still be on their way.");
        problem.setTitle("Flow not found");
        problem.setProperty("correlation_id", correlationId);
        return problem;
    }
}
