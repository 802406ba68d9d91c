/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers what content types say: a service uses few of them. Not thread-safe. */
final class MediaTypes {

    private static final int MAX_CACHED = 256;
    private static final int MAX_CACHED_LENGTH = 256;

    /** The oldest goes when there are too many: callers name content types, and must not fill it for good. */
    private final Map<String, MediaType> known = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, MediaType> eldest) {
            return size() > MAX_CACHED;
        }
    };

    MediaType of(@Nullable String contentType) {
        if (contentType == null) {
            return MediaType.parse(null);
        }
        MediaType type = known.get(contentType);
        if (type == null) {
            type = MediaType.parse(contentType);
            if (contentType.length() <= MAX_CACHED_LENGTH) {
                known.put(contentType, type);
            }
        }
        return type;
    }
}
