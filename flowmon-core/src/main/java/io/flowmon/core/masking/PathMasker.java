/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Masks raw paths: what has a shape, what a variable of the route's template with a sensitive name stands for, and, where
 * no template explains the path, what looks random.
 */
final class PathMasker {

    private static final int MAX_CACHED = 4096;
    private static final int MAX_CACHED_LENGTH = 512;

    private final ValueMasker values;
    private final boolean randomSegments;

    /** The oldest goes when there are too many: callers may name endpoints, and must not fill it for good. */
    private final Map<String, PathTemplate> templates = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PathTemplate> eldest) {
            return size() > MAX_CACHED;
        }
    };

    PathMasker(ValueMasker values, boolean randomSegments) {
        this.values = values;
        this.randomSegments = randomSegments;
    }

    /**
     * A path: shown as it was, or, where something had to be masked by its shape, decoded.
     *
     * @param endpoint the call's name, which may have the template
     */
    String path(String raw, String endpoint) {
        PathTemplate template = template(endpoint);
        if (template.explainsAll()) {
            return shapes(raw);
        }
        String[] segments = raw.split("/", -1);
        if (!template.canAlign(segments)) {
            return values.mask();
        }
        boolean changed = false;
        for (int i = 0; i < segments.length; i++) {
            if (!segments[i].isEmpty() && mustMask(template, segments, i)) {
                segments[i] = values.mask();
                changed = true;
            }
        }
        return shapes(changed ? String.join("/", segments) : raw);
    }

    private boolean mustMask(PathTemplate template, String[] segments, int i) {
        if (template.masks(segments, i)) {
            return true;
        }
        if (!randomSegments || template.isKnown()) {
            return false;
        }
        String decoded = decode(segments[i]);
        return RandomText.isIn(decoded == null ? segments[i] : decoded);
    }

    private String shapes(String raw) {
        String decoded = decode(raw);
        if (decoded == null) {
            return values.text(raw);
        }
        String shown = values.text(decoded);
        return shown.equals(decoded) ? raw : shown;
    }

    private PathTemplate template(String endpoint) {
        PathTemplate known = templates.get(endpoint);
        if (known == null) {
            known = PathTemplate.of(endpoint, values);
            if (endpoint.length() <= MAX_CACHED_LENGTH) {
                templates.put(endpoint, known);
            }
        }
        return known;
    }

    private static @Nullable String decode(String raw) {
        if (raw.indexOf('%') < 0) {
            return raw;
        }
        try {
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
