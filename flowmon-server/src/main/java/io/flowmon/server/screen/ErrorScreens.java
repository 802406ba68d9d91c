/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import io.flowmon.server.api.QueryProblems;
import io.flowmon.server.store.QueryFailedException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Tells browsers in plain words what programs get as a problem document, whatever they say that they take. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
public class ErrorScreens {

    @ExceptionHandler(
            exception = {ServletException.class, ErrorResponseException.class, BindException.class},
            produces = MediaType.TEXT_HTML_VALUE)
    public Object refused(Exception refusal, HttpServletRequest request) {
        HttpStatusCode status =
                refusal instanceof ErrorResponse response ? response.getStatusCode() : HttpStatus.INTERNAL_SERVER_ERROR;
        String path = request.getServletPath();
        if (path.startsWith("/api/") || path.startsWith("/actuator/")) {
            ProblemDetail problem =
                    refusal instanceof ErrorResponse response ? response.getBody() : ProblemDetail.forStatus(status);
            return ResponseEntity.status(status)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(problem);
        }
        return screen(status);
    }

    /** The reason of a question that was not answered is written for people, and says what to do. */
    @ExceptionHandler(exception = QueryFailedException.class, produces = MediaType.TEXT_HTML_VALUE)
    public Object unanswered(QueryFailedException failure, HttpServletRequest request) {
        if (request.getServletPath().startsWith("/api/")) {
            return new QueryProblems().problem(failure);
        }
        ModelAndView screen = screen(QueryProblems.status(failure));
        if (failure.reason() != QueryFailedException.Reason.BROKEN) {
            screen.addObject("reason", failure.getMessage());
        }
        return screen;
    }

    /** The page of a status. */
    public static ModelAndView screen(HttpStatusCode status) {
        ModelAndView screen = new ModelAndView("error", status);
        screen.addObject("status", status.value());
        screen.addObject("timestamp", Instant.now());
        return screen;
    }
}
