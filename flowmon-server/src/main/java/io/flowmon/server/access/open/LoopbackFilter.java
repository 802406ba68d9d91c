/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.open;

import io.flowmon.server.access.Credentials;
import io.flowmon.server.access.RemoteAddresses;
import io.flowmon.server.settings.ServerSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves only requests of this machine, for a loopback host, that come from no other web page, so that neither a page in
 * the user's browser nor a name that was pointed at this machine reaches in. Off when the server is open anyway, or asks for
 * credentials.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class LoopbackFilter extends OncePerRequestFilter {

    private static final Pattern LOOPBACK_HOST = Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");

    private final boolean open;
    private final JsonMapper json;

    LoopbackFilter(ServerSettings settings, Credentials credentials, JsonMapper json) {
        this.open = settings.allowOpen() || credentials.configured();
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String reason = open ? null : refusal(request);
        if (reason == null) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(HttpStatus.FORBIDDEN.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN, reason));
    }

    static @Nullable String refusal(HttpServletRequest request) {
        String name = Objects.requireNonNullElse(request.getHeader("Host"), "").toLowerCase(Locale.ROOT);
        if (!RemoteAddresses.isLoopback(request.getRemoteAddr())) {
            return "Without credentials only requests from this machine are served; flowmon.server.allow-open=true lifts this";
        }
        if (!LOOPBACK_HOST.matcher(name).matches()) {
            return "Without credentials only requests for localhost are served; flowmon.server.allow-open=true lifts this";
        }
        return isOwnOrigin(request.getHeader("Origin"), name) && (isOwnSite(request) || isVisit(request))
                ? null
                : "Without credentials no requests from other web pages are served";
    }

    /** An image, a script or a call without CORS of another page brings no origin; browsers say so in another way. */
    private static boolean isOwnSite(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site == null || site.equals("same-origin") || site.equals("none");
    }

    /** Somebody follows a link to a screen, which opens it in the window itself. */
    private static boolean isVisit(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return request.getMethod().equals("GET")
                && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && "document".equals(request.getHeader("Sec-Fetch-Dest"))
                && !path.startsWith("/api")
                && !path.startsWith("/actuator");
    }

    private static boolean isOwnOrigin(@Nullable String origin, String host) {
        return origin == null
                || origin.equalsIgnoreCase("http://" + host)
                || origin.equalsIgnoreCase("https://" + host);
    }
}
