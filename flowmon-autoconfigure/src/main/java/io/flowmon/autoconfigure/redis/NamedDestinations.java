/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.PatternMatchUtils;

/** Tells the destinations of one kind that the configuration names from all others. Any thread. */
final class NamedDestinations {

    private final String kind;
    private final String[] patterns;
    private final String[] plain;

    private NamedDestinations(String kind, List<String> patterns, List<String> plain) {
        this.kind = kind;
        this.patterns = patterns.toArray(String[]::new);
        this.plain = plain.toArray(String[]::new);
    }

    static NamedDestinations channels(FlowmonRedisProperties properties) {
        return new NamedDestinations("CHANNEL ", properties.channels(), properties.plain());
    }

    static NamedDestinations streams(FlowmonRedisProperties properties) {
        return new NamedDestinations("STREAM ", properties.streams(), properties.plain());
    }

    boolean isEmpty() {
        return patterns.length == 0;
    }

    /** The destination, or null when it is none of ours: not a byte is touched. */
    @Nullable
    Destination of(byte @Nullable [] key) {
        if (key == null || patterns.length == 0) {
            return null;
        }
        String name = KeyNames.of(key);
        return PatternMatchUtils.simpleMatch(patterns, name)
                ? new NamedDestination(name, kind + name, PatternMatchUtils.simpleMatch(plain, name))
                : null;
    }
}
