/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/**
 * Lets browsers keep scripts and styles for good where their address names their content, as on all pages: of another version
 * of the server they have other addresses. That there is no such file is not kept: a page of a newer server, which an older one
 * is asked for while both run, would lack it for a year. A file that is asked for by its plain name is asked for again.
 */
final class StaticFileHeaders implements HandlerInterceptor {

    /** As Spring's content strategy writes it: an MD5 before the ending. */
    private static final Pattern VERSIONED = Pattern.compile("(.*)-[0-9a-f]{32}(\\.[a-z0-9]+)");

    private final ObjectProvider<ResourceUrlProvider> addresses;

    /** @param addresses what a file's address is in this version; asked for when it is there */
    StaticFileHeaders(ObjectProvider<ResourceUrlProvider> addresses) {
        this.addresses = addresses;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String path = request.getServletPath();
        Matcher versioned = VERSIONED.matcher(path);
        if (versioned.matches()
                && path.equals(addresses.getObject().getForLookupPath(versioned.group(1) + versioned.group(2)))) {
            response.setHeader("Cache-Control", "max-age=31536000, immutable");
        }
        return true;
    }
}
