/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.login;

import io.flowmon.server.access.RemoteAddresses;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Objects;

/**
 * Who tries to log in by password, and from where.
 *
 * @param user the name as the user store looks it up: Spring Security cuts white space off and ignores case, so another
 *     spelling is no other user
 * @param network the address, or of IPv6 its /64
 */
record LoginAttempt(String user, String network) {

    private static final int LONGEST_NAME = 200;

    static LoginAttempt of(HttpServletRequest request) {
        String typed = Objects.requireNonNullElse(request.getParameter("username"), "");
        return of(typed, request.getRemoteAddr());
    }

    static LoginAttempt of(String typed, String address) {
        String name = typed.trim().toLowerCase(Locale.ROOT);
        return new LoginAttempt(
                name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name,
                RemoteAddresses.network(address));
    }
}
