/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses query parameters that a call does not take, see {@link QueryParameters}. */
final class QueryParameterCheck implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && HttpMethod.GET.matches(request.getMethod())) {
            QueryParameters annotation = method.getMethodAnnotation(QueryParameters.class);
            List<String> known = annotation == null ? List.of() : known(annotation);
            for (String name : Collections.list(request.getParameterNames())) {
                if (known.stream().noneMatch(pattern -> matches(pattern, name))) {
                    throw Parameters.wrong("There is no parameter " + name + " here; "
                            + (known.isEmpty() ? "this call takes none" : "there are " + String.join(", ", known)));
                }
            }
        }
        return true;
    }

    private static List<String> known(QueryParameters annotation) {
        return Stream.concat(
                        annotation.ofFlows() ? FlowQueries.PARAMETERS.stream() : Stream.empty(),
                        Arrays.stream(annotation.value()))
                .toList();
    }

    private static boolean matches(String pattern, String name) {
        if (!pattern.endsWith(".*")) {
            return pattern.equals(name);
        }
        String prefix = pattern.substring(0, pattern.length() - 1);
        return name.startsWith(prefix) && name.length() > prefix.length();
    }
}
