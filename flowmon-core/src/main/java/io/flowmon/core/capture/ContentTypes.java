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

    private static final int RECENT = 64;
    private static final int MAX_RECENT_LENGTH = 128;

    private final List<String> patterns;

    /** Answers given lately, by the type's hash. Threads may overwrite each other's: an answer is whole, and found again. */
    private final @Nullable Answer[] recent = new Answer[RECENT];

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
        if (contentType == null || patterns.isEmpty()) {
            return false;
        }
        int slot = contentType.hashCode() & (RECENT - 1);
        Answer known = recent[slot];
        if (known != null && known.contentType().equals(contentType)) {
            return known.contained();
        }
        boolean contained = matchesAny(contentType);
        if (contentType.length() <= MAX_RECENT_LENGTH) {
            recent[slot] = new Answer(contentType, contained);
        }
        return contained;
    }

    private boolean matchesAny(String contentType) {
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

    private record Answer(String contentType, boolean contained) {}
}
