/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.login;

import jakarta.servlet.http.HttpServletRequest;

/** Which callers expect what: programs a problem document, people a page. */
final class Paths {

    static final String LOGIN = "/login";
    static final String EVENTS = "/api/events";

    /** The login's page, with what it needs, whose addresses have a version in them. */
    static final String[] FOR_EVERYBODY = {LOGIN, "/assets/css/flowmon*.css", "/assets/images/mark*.svg"};

    static final String HEALTH = "/actuator/health";

    private Paths() {}

    static boolean forPrograms(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return path.startsWith("/api/") || path.startsWith("/actuator");
    }
}
