/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.login;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Does not look at attempts to log in that come too fast; the page says how long to wait. Of the others it lets a few
 * through at once, for a password check is meant to keep a core busy.
 */
final class ThrottleFilter extends OncePerRequestFilter {

    private static final RequestMatcher LOGINS =
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, Paths.LOGIN);
    private static final int MOST_WAITING = 20;
    private static final int LONGEST_WAIT_SECONDS = 5;

    private final LoginThrottle throttle;
    private final Semaphore checks;

    /**
     * @param checks a permit for each password check that may run at once; fair
     */
    ThrottleFilter(LoginThrottle throttle, Semaphore checks) {
        this.throttle = throttle;
        this.checks = checks;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!LOGINS.matches(request)) {
            chain.doFilter(request, response);
            return;
        }
        LoginAttempt attempt = LoginAttempt.of(request);
        Duration pause = throttle.begin(attempt);
        if (!pause.isZero()) {
            refuse(request, response, pause.toSeconds() + 1);
        } else if (mayCheck()) {
            try {
                LoginOutcome.expect(request, attempt);
                chain.doFilter(request, response);
            } finally {
                checks.release();
            }
        } else {
            throttle.notChecked(attempt);
            refuse(request, response, LONGEST_WAIT_SECONDS);
        }
    }

    private boolean mayCheck() {
        try {
            return checks.getQueueLength() < MOST_WAITING && checks.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, long seconds)
            throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        response.sendRedirect(request.getContextPath() + Paths.LOGIN + "?wait=" + seconds);
    }
}
