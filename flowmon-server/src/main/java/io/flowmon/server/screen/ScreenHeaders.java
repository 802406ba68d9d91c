/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Tells the browser to run our own scripts alone. Screens show payloads that strangers wrote; should one ever get past
 * the escaping, it still does not run. Styles may stand inline on pages with diagrams alone: their libraries write them.
 */
final class ScreenHeaders implements HandlerInterceptor {

    private final String policy;

    ScreenHeaders(boolean diagrams) {
        this.policy = "default-src 'none'; script-src 'self'; style-src 'self'" + (diagrams ? " 'unsafe-inline'" : "")
                + "; img-src 'self' data:; connect-src 'self'; font-src 'self'; form-action 'self'; "
                + "base-uri 'none'; frame-ancestors 'none'";
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        response.setHeader("Content-Security-Policy", policy);
        response.setHeader("X-Content-Type-Options", "nosniff");
        // Not "no-referrer": a form would then be sent with "Origin: null", as by a page of somebody else.
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Vary", "HX-Request, Accept-Language");
        response.setHeader("Cache-Control", "no-store");
        return true;
    }
}
