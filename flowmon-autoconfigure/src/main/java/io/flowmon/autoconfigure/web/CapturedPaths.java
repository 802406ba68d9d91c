/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import io.flowmon.autoconfigure.PropertyChecks;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

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

    /** Whether {@code patterns} can be used; stops the start otherwise. */
    static void check(String property, List<String> patterns) {
        PropertyChecks.noneBlank(property, patterns);
        for (String pattern : patterns) {
            try {
                PathPatternParser.defaultInstance.parse(pattern);
            } catch (PatternParseException e) {
                throw PropertyChecks.invalid(
                        property,
                        "'" + pattern + "' is not a path pattern: " + e.getMessage() + ".",
                        "Set patterns such as /orders/** or /orders/{id}");
            }
        }
    }

    private static List<PathPattern> parse(List<String> patterns) {
        return patterns.stream().map(PathPatternParser.defaultInstance::parse).toList();
    }
}
