/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.login;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers who may not: programs with a problem document, people who are not logged in with the login page, and the rest
 * with the error page. A fragment that a page asks for must not become the login page, so the page itself is sent there.
 */
final class Refusal implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();
    private final JsonMapper json;

    Refusal(JsonMapper json) {
        this.json = json;
    }

    /** Nobody is logged in. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        askWho(request, response);
    }

    private void askWho(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (Paths.forPrograms(request)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            problem(
                    response,
                    HttpStatus.UNAUTHORIZED,
                    "Send a valid token (Authorization: Bearer ...), or log in; see docs/security.md");
        } else if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", request.getContextPath() + Paths.LOGIN);
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
        } else {
            response.sendRedirect(request.getContextPath() + Paths.LOGIN);
        }
    }

    /** Somebody is known, and may not. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException, ServletException {
        if (!trust.isAuthenticated(SecurityContextHolder.getContext().getAuthentication())
                && !request.getRequestURI().endsWith(Paths.LOGIN)) {
            askWho(request, response);
        } else if (Paths.forPrograms(request)) {
            problem(
                    response,
                    HttpStatus.FORBIDDEN,
                    why instanceof CsrfException
                            ? "A call with a session needs the CSRF token of a page; programs send a bearer token"
                            : "The role for this is missing");
        } else {
            response.sendError(HttpStatus.FORBIDDEN.value());
        }
    }

    private void problem(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), ProblemDetail.forStatusAndDetail(status, detail));
    }
}
