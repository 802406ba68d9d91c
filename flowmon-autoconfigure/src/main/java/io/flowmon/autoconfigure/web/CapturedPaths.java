/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Tells by path which requests are captured. Paths are taken without the context path. */
final class CapturedPaths {

    private final List<PathPattern> included;
    private final List<PathPattern> excluded;

    CapturedPaths(List<String> included, List<String> excluded) {
        this.included = parse(included);
        this.excluded = parse(excluded);
    }

    boolean contain(HttpServletRequest request) {
        if (included.isEmpty() && excluded.isEmpty()) {
            return true;
        }
        PathContainer path = PathContainer.parsePath(pathOf(request));
        return (included.isEmpty() || matches(included, path)) && !matches(excluded, path);
    }

    static String pathOf(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    private static boolean matches(List<PathPattern> patterns, PathContainer path) {
        for (PathPattern pattern : patterns) {
            if (pattern.matches(path)) {
                return true;
            }
        }
        return false;
    }

    private static List<PathPattern> parse(List<String> patterns) {
        return patterns.stream().map(PathPatternParser.defaultInstance::parse).toList();
    }
}
