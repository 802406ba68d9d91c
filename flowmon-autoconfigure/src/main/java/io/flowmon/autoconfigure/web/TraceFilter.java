/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;

/**
 * Has an exchange note the span of its request: {@link CaptureFilter} stands outside of the host's tracing, where there is
 * no span yet, and none any more.
 */
final class TraceFilter implements Filter {

    /** Just inside of Spring Boot's {@code ServerHttpObservationFilter}, and outside of security. */
    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 2;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(CaptureFilter.ATTRIBUTE) instanceof Exchange exchange) {
            exchange.noteTrace();
        }
        chain.doFilter(request, response);
    }
}
