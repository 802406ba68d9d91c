/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.capture;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells by the content type which bodies are only counted. Compares text, so that no odd header can make it fail. Any
 * thread.
 */
public final class BodyTypes {

    private static final String ANY_SUBTYPE = "/*";

    private final List<String> excluded;

    /** @param excluded types such as {@code application/pdf}; {@code image/*} stands for all its subtypes */
    public BodyTypes(List<String> excluded) {
        this.excluded = List.copyOf(excluded);
    }

    /** Whether bodies of this {@code Content-Type} are counted and not kept. */
    public boolean isExcluded(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        for (String pattern : excluded) {
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
