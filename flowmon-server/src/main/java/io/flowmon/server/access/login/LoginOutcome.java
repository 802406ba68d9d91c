/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.login;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;

/**
 * Leads on to the page that was asked for, or back. A right password takes back what {@link ThrottleFilter} counted; a
 * login at a provider was not counted, whatever its address says of a user.
 */
final class LoginOutcome extends SavedRequestAwareAuthenticationSuccessHandler implements AuthenticationFailureHandler {

    private static final String ATTEMPT = LoginAttempt.class.getName();

    private final LoginThrottle throttle;

    LoginOutcome(LoginThrottle throttle) {
        this.throttle = throttle;
        setDefaultTargetUrl("/");
    }

    /** Notes which attempt has been counted. */
    static void expect(HttpServletRequest request, LoginAttempt attempt) {
        request.setAttribute(ATTEMPT, attempt);
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws ServletException, IOException {
        if (request.getAttribute(ATTEMPT) instanceof LoginAttempt attempt) {
            throttle.succeeded(attempt);
        }
        super.onAuthenticationSuccess(request, response, authentication);
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        response.sendRedirect(request.getContextPath() + Paths.LOGIN + "?error");
    }
}
