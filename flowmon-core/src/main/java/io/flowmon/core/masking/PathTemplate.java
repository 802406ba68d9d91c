/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

import java.util.BitSet;

/**
 * What a route's template tells about the segments of a path. Aligned from the end, because a context path may stand in
 * front.
 */
final class PathTemplate {

    private static final PathTemplate UNKNOWN = new PathTemplate(false, 0, new BitSet(), false);

    private final boolean known;
    private final int length;
    private final BitSet sensitive;
    private final boolean slashAtEnd;

    private PathTemplate(boolean known, int length, BitSet sensitive, boolean slashAtEnd) {
        this.known = known;
        this.length = length;
        this.sensitive = sensitive;
        this.slashAtEnd = slashAtEnd;
    }

    /** Reads the template from an endpoint such as {@code GET /orders/{id}}, if it has one. */
    static PathTemplate of(String endpoint, ValueMasker values) {
        String template = endpoint.substring(endpoint.indexOf(' ') + 1);
        if (!template.startsWith("/")) {
            return UNKNOWN;
        }
        String[] segments = template.split("/", -1);
        BitSet sensitive = new BitSet();
        for (int i = 0; i < segments.length; i++) {
            sensitive.set(i, hasSensitiveVariable(segments[i], values));
        }
        boolean known = template.indexOf('*') < 0;
        return new PathTemplate(known, segments.length, sensitive, template.endsWith("/"));
    }

    /** Whether each segment has its place in the template, so that none is there by chance. */
    boolean isKnown() {
        return known;
    }

    /** Whether there is nothing to mask for the template's sake. */
    boolean explainsAll() {
        return known && sensitive.isEmpty();
    }

    /** Whether it is clear which segment stands for a sensitive variable. */
    boolean canAlign(String[] path) {
        return sensitive.isEmpty() || (known && end(path) >= length);
    }

    boolean masks(String[] path, int i) {
        int place = i - (end(path) - length);
        return place >= 0 && sensitive.get(place);
    }

    /** The number of segments, less the empty one behind a slash at the end that the template does not have. */
    private int end(String[] path) {
        return !slashAtEnd && path[path.length - 1].isEmpty() ? path.length - 1 : path.length;
    }

    private static boolean hasSensitiveVariable(String segment, ValueMasker values) {
        int open = segment.indexOf('{');
        while (open >= 0) {
            int end = open + 1;
            while (end < segment.length() && segment.charAt(end) != ':' && segment.charAt(end) != '}') {
                end++;
            }
            if (values.rule(segment.substring(open + 1, end)).masked()) {
                return true;
            }
            open = segment.indexOf('{', end);
        }
        return false;
    }
}
