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
    private final List<String> excludedBeginnings;

    CapturedPaths(List<String> included, List<String> excluded) {
        this.included = parse(included);
        this.excluded = parse(excluded);
        this.excludedBeginnings =
                excluded.stream().map(CapturedPaths::beginning).toList();
    }

    boolean contain(HttpServletRequest request) {
        String text = pathOf(request);
        if (included.isEmpty() && plainlyNotExcluded(text)) {
            return true;
        }
        PathContainer path = PathContainer.parsePath(text);
        return (included.isEmpty() || matches(included, path)) && !matches(excluded, path);
    }

    static String pathOf(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    /** By the text alone, without parsing: most paths begin differently from all that are excluded. */
    private boolean plainlyNotExcluded(String path) {
        for (String beginning : excludedBeginnings) {
            if (path.startsWith(beginning)) {
                return false;
            }
        }
        return path.indexOf('%') < 0 && path.indexOf(';') < 0;
    }

    /** What every path begins with that the pattern matches, if nothing in the path is encoded. */
    private static String beginning(String pattern) {
        int end = 0;
        while (end < pattern.length() && "{*?\\".indexOf(pattern.charAt(end)) < 0) {
            end++;
        }
        return end > 0 && end < pattern.length() && pattern.charAt(end - 1) == '/'
                ? pattern.substring(0, end - 1)
                : pattern.substring(0, end);
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
