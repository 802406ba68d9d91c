/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import io.flowmon.core.capture.CaptureFailures;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a form held, when the application asked for it as parameters or parts: the container has read the body then, and
 * only then may we look. Of parts nothing but name, type and size is kept.
 */
final class FormCapture {

    private static final String FORM = "application/x-www-form-urlencoded";

    private boolean parametersAsked;
    private @Nullable Map<String, List<String>> parameters;
    private @Nullable Map<String, Map<String, Object>> parts;

    void parametersAsked() {
        parametersAsked = true;
    }

    void partsSeen(Collection<Part> seen) {
        try {
            Map<String, Map<String, Object>> known = parts == null ? new LinkedHashMap<>() : parts;
            for (Part part : seen) {
                known.putIfAbsent(part.getName(), describe(part));
            }
            parts = known;
        } catch (Throwable t) {
            CaptureFailures.swallow("describe the parts of a form", t);
        }
    }

    /** @param kept whether to keep the parameters, and not only that there were some */
    void collect(HttpServletRequest request, boolean kept) {
        if (parametersAsked && parameters == null && isForm(request)) {
            parameters = kept ? withoutQuery(request.getParameterMap(), request.getQueryString()) : Map.of();
        }
    }

    /** Whether the body was consumed as a form, by the container. */
    boolean used() {
        return parameters != null || parts != null;
    }

    @Nullable
    Map<String, List<String>> parameters() {
        return parameters;
    }

    Map<String, ?> others() {
        return parts == null ? Map.of() : Map.of("parts", List.copyOf(parts.values()));
    }

    private static boolean isForm(HttpServletRequest request) {
        String type = request.getHeader(CapturedRequest.CONTENT_TYPE);
        return type != null
                && type.regionMatches(true, 0, FORM, 0, FORM.length())
                && !"GET".equals(request.getMethod());
    }

    private static Map<String, Object> describe(Part part) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("name", part.getName());
        if (part.getContentType() != null) {
            description.put("content_type", part.getContentType());
        }
        description.put("size", part.getSize());
        return description;
    }

    /** The container puts the query's values first, then the form's. */
    private static Map<String, List<String>> withoutQuery(Map<String, String[]> all, @Nullable String query) {
        Map<String, Integer> inQuery = namesIn(query);
        Map<String, List<String>> form = new LinkedHashMap<>();
        all.forEach((name, values) -> {
            int skipped = Math.min(inQuery.getOrDefault(name, 0), values.length);
            if (skipped < values.length) {
                form.put(name, List.copyOf(new ArrayList<>(List.of(values)).subList(skipped, values.length)));
            }
        });
        return form;
    }

    private static Map<String, Integer> namesIn(@Nullable String query) {
        Map<String, Integer> names = new HashMap<>();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                names.merge(decode(equals < 0 ? pair : pair.substring(0, equals)), 1, Integer::sum);
            }
        }
        return names;
    }

    private static String decode(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return name;
        }
    }
}
