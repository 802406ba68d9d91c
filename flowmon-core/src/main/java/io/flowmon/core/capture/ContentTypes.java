/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.capture;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of content types to compare a {@code Content-Type} header with. Compares text, so that no odd header can make it
 * fail. Any thread.
 */
public final class ContentTypes {

    private static final String ANY_SUBTYPE = "/*";

    private final List<String> patterns;

    /** @param patterns types such as {@code application/pdf}; {@code image/*} stands for all its subtypes */
    public ContentTypes(List<String> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    /** Whether the list is empty, so that it holds nothing. */
    public boolean isEmpty() {
        return patterns.isEmpty();
    }

    /** Whether the list holds the type of this {@code Content-Type}, whatever its parameters; never if there is none. */
    public boolean contains(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        for (String pattern : patterns) {
            if (matches(contentType, pattern)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String contentType, String pattern) {
        if (pattern.endsWith(ANY_SUBTYPE)) {
            return contentType.regionMatches(true, 0, pattern, 0, pattern.length() - 1);
        }
        return contentType.regionMatches(true, 0, pattern, 0, pattern.length())
                && (contentType.length() == pattern.length() || !isNamePart(contentType.charAt(pattern.length())));
    }

    private static boolean isNamePart(char c) {
        return c != ';' && c != ' ' && c != '\t' && c != ',';
    }
}
