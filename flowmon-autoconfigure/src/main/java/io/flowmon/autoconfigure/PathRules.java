/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.util.PatternMatchUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/** Rules by path, and by host where there are several. */
final class PathRules<T> {

    private static final String ANY_HOST = "*";
    private static final String ANY_PATH = "/**";

    private final List<Rule<T>> rules = new ArrayList<>();

    void addPath(String name, String pattern, T value) {
        rules.add(new Rule<>(ANY_HOST, parse(name, pattern), value));
    }

    /** {@code bank.example.com/cards/**}, a host alone, or a path alone. */
    void addHostAndPath(String name, String pattern, T value) {
        int slash = pattern.indexOf('/');
        String host = slash < 0 ? pattern : pattern.substring(0, slash);
        String path = slash < 0 ? ANY_PATH : pattern.substring(slash);
        rules.add(new Rule<>(host.isEmpty() ? ANY_HOST : Hosts.normal(host), parse(name, path), value));
    }

    @Nullable
    T find(@Nullable String host, @Nullable String path) {
        if (rules.isEmpty()) {
            return null;
        }
        PathContainer parsed = PathContainer.parsePath(path == null || path.isEmpty() ? "/" : path);
        for (Rule<T> rule : rules) {
            if (PatternMatchUtils.simpleMatch(rule.host(), host) && rule.path().matches(parsed)) {
                return rule.value();
            }
        }
        return null;
    }

    private static PathPattern parse(String name, String pattern) {
        try {
            return PathPatternParser.defaultInstance.parse(pattern);
        } catch (PatternParseException unreadable) {
            throw new InvalidFlowmonPropertyException(
                    name,
                    "'" + pattern + "' is no pattern of a path: " + unreadable.getMessage() + ".",
                    "Set a pattern such as /orders/**.");
        }
    }

    private record Rule<T>(String host, PathPattern path, T value) {}
}
