/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Pattern;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets browsers keep scripts and styles for good where their address names their content, as on all pages: of another version
 * of the server they have other addresses. A file that is asked for by its plain name is asked for again.
 */
final class StaticFileHeaders implements HandlerInterceptor {

    /** As Spring's content strategy writes it: an MD5 before the ending. */
    private static final Pattern VERSIONED = Pattern.compile(".*-[0-9a-f]{32}\\.[a-z0-9]+");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (VERSIONED.matcher(request.getServletPath()).matches()) {
            response.setHeader("Cache-Control", "max-age=31536000, immutable");
        }
        return true;
    }
}
