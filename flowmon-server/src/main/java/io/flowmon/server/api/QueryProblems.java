/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import io.flowmon.server.store.QueryFailedException;
import io.flowmon.server.store.QueryFailedException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells why a question was not answered, as a problem document. */
@RestControllerAdvice
public class QueryProblems {

    private static final Logger log = LoggerFactory.getLogger(QueryProblems.class);
    private static final String RETRY_SECONDS = "2";

    /** The problem document, for whoever answers programs. */
    @ExceptionHandler
    public ResponseEntity<ProblemDetail> problem(QueryFailedException failure) {
        HttpStatus status = status(failure);
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (failure.reason() == Reason.BUSY) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return answer.body(ProblemDetail.forStatusAndDetail(status, String.valueOf(failure.getMessage())));
    }

    /** The status of the answer. The failure is logged, unless it is the client's own doing. */
    public static HttpStatus status(QueryFailedException failure) {
        return switch (failure.reason()) {
            case BAD_CURSOR -> HttpStatus.BAD_REQUEST;
            case ABANDONED -> {
                log.debug("A question was abandoned", failure);
                yield HttpStatus.SERVICE_UNAVAILABLE;
            }
            case TOO_EXPENSIVE, BUSY -> {
                log.warn("A question was not answered: {}", failure.getMessage());
                yield HttpStatus.SERVICE_UNAVAILABLE;
            }
            case BROKEN -> {
                log.warn("A question was not answered: {}", failure.getMessage(), failure);
                yield HttpStatus.INTERNAL_SERVER_ERROR;
            }
        };
    }
}
