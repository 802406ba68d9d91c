/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import io.flowmon.server.store.QueryFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells why a question was not answered, as a problem document. */
@RestControllerAdvice
class QueryProblems {

    private static final Logger log = LoggerFactory.getLogger(QueryProblems.class);

    @ExceptionHandler
    ProblemDetail problem(QueryFailedException failure) {
        HttpStatus status =
                switch (failure.reason()) {
                    case BAD_CURSOR -> HttpStatus.BAD_REQUEST;
                    case TOO_EXPENSIVE, BUSY -> HttpStatus.SERVICE_UNAVAILABLE;
                    case BROKEN -> HttpStatus.INTERNAL_SERVER_ERROR;
                };
        if (status.is5xxServerError()) {
            log.warn("A question was not answered: {}", failure.getMessage(), failure);
        }
        return ProblemDetail.forStatusAndDetail(status, String.valueOf(failure.getMessage()));
    }
}
