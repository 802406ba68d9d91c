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
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a form held, when the application asked for it as parameters or parts: the container has read the body then, and
 * only then may we look. Of parts nothing but name, type and size is kept.
 *
 * <p>A form is a body: beyond the cap of bodies nothing of it is kept but its size.
 */
final class FormCapture {

    private static final String FORM = "application/x-www-form-urlencoded";

    /** Most that descriptions of parts may cost, in characters. */
    private static final int MAX_PARTS_SIZE = 4096;

    private static final int PART_SIZE = 64;

    private boolean parametersAsked;
    private @Nullable Parameters parameters;
    private @Nullable Map<String, Map<String, Object>> parts;
    private int partsSize;

    void parametersAsked() {
        parametersAsked = true;
    }

    void partsSeen(Collection<Part> seen) {
        try {
            Map<String, Map<String, Object>> known = parts == null ? new LinkedHashMap<>() : parts;
            parts = known;
            for (Part part : seen) {
                describe(part, known);
            }
        } catch (Throwable t) {
            CaptureFailures.swallow("describe the parts of a form", t);
        }
    }

    /** @param cap the most bytes of a form to keep; 0 counts alone */
    void collect(HttpServletRequest request, int cap) {
        if (parametersAsked && parameters == null && isForm(request)) {
            try {
                parameters = parameters(request, cap);
            } catch (RuntimeException notAForm) {
                // the application has had the same exception: it is the caller's, and no failure of the capture
                parameters = new Parameters(null, Math.max(0, request.getContentLengthLong()));
            }
        }
    }

    /** Whether the body was consumed as a form, by the container. */
    boolean used() {
        return parameters != null || parts != null;
    }

    /** Whether the application asked for parameters and there may have been some. */
    boolean hasParameters() {
        return parameters != null;
    }

    /** The parameters, if they could be read and are not more than the cap. */
    @Nullable
    Map<String, List<String>> parameters() {
        return parameters == null ? null : parameters.kept();
    }

    /** The size of the form, if the application asked for parameters: declared, or else about what it was. */
    long size() {
        return parameters == null ? 0 : parameters.size();
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

    private void describe(Part part, Map<String, Map<String, Object>> known) {
        String name = part.getName();
        String type = part.getContentType();
        int size = PART_SIZE + name.length() + (type == null ? 0 : type.length());
        if (known.containsKey(name) || partsSize + size > MAX_PARTS_SIZE) {
            return;
        }
        partsSize += size;
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("name", name);
        if (type != null) {
            description.put("content_type", type);
        }
        description.put("size", part.getSize());
        known.put(name, description);
    }

    private static Parameters parameters(HttpServletRequest request, int cap) {
        Map<String, String[]> all = request.getParameterMap();
        long declared = request.getContentLengthLong();
        if (declared > cap) {
            return new Parameters(null, declared);
        }
        Map<String, Integer> inQuery = namesIn(request.getQueryString());
        Map<String, List<String>> form = new LinkedHashMap<>();
        long size = 0;
        for (Map.Entry<String, String[]> parameter : all.entrySet()) {
            String name = parameter.getKey();
            List<String> values = withoutQuery(parameter.getValue(), inQuery.getOrDefault(name, 0));
            if (!values.isEmpty()) {
                size += sizeOf(name, values) - (size == 0 ? 1 : 0);
                if (size <= cap) {
                    form.put(name, List.copyOf(values));
                }
            }
        }
        boolean understood = size > 0 || declared <= 0;
        return new Parameters(size > cap || !understood ? null : form, declared < 0 ? size : declared);
    }

    /** The container puts the query's values first, then the form's. */
    private static List<String> withoutQuery(String[] values, int inQuery) {
        return Arrays.asList(values).subList(Math.min(inQuery, values.length), values.length);
    }

    /** As {@code name=value&name=value&}, but for what is encoded. */
    private static long sizeOf(String name, List<String> values) {
        long size = 0;
        for (String value : values) {
            size += name.length() + value.length() + 2L;
        }
        return size;
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

    /**
     * What a form held.
     *
     * @param kept the parameters; null if they were more than the cap, or could not be read
     * @param size the size of the whole form
     */
    private record Parameters(@Nullable Map<String, List<String>> kept, long size) {}
}
