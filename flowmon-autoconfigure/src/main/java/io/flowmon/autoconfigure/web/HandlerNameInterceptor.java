/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import io.flowmon.core.capture.CaptureFailures;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/** Tells the exchange which route was found, as soon as Spring MVC knows. */
final class HandlerNameInterceptor implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        try {
            if (request.getDispatcherType() != DispatcherType.ERROR
                    && request.getAttribute(CaptureFilter.ATTRIBUTE) instanceof Exchange exchange
                    && request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern) {
                exchange.handledBy(pattern, !(handler instanceof ResourceHttpRequestHandler));
            }
        } catch (Throwable t) {
            CaptureFailures.swallow("name a request's handler", t);
        }
        return true;
    }
}
