/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.PatternMatchUtils;

/** Tells the keys that the configuration names from all others. Any thread. */
final class ListKeys {

    private static final Logger log = LoggerFactory.getLogger(ListKeys.class);

    /** A bound for an application that moves messages to ever new keys. */
    private static final int MAX_LEARNED = 1_000;

    private final String[] lists;
    private final String[] processingLists;
    private final String[] plain;
    private final Set<String> learned = ConcurrentHashMap.newKeySet();

    ListKeys(FlowmonRedisProperties properties) {
        this.lists = array(properties.lists());
        this.processingLists = array(properties.effectiveProcessingLists());
        this.plain = array(properties.plain());
    }

    /** What {@code key} is; null is left to Redis's client to complain of. */
    ListKey of(byte @Nullable [] key) {
        if (key == null) {
            return ListKey.OTHER;
        }
        String name = KeyNames.of(key);
        if (PatternMatchUtils.simpleMatch(processingLists, name) || learned.contains(name)) {
            return new ListKey(name, ListKey.Kind.PROCESSING, false);
        }
        if (PatternMatchUtils.simpleMatch(lists, name)) {
            return new ListKey(name, ListKey.Kind.MESSAGES, PatternMatchUtils.simpleMatch(plain, name));
        }
        return ListKey.OTHER;
    }

    /** The application moves messages from {@code source} to a key that no pattern covers: from now on it is covered. */
    void learn(ListKey source, byte[] destination) {
        String name = KeyNames.of(destination);
        if (learned.size() < MAX_LEARNED && learned.add(name)) {
            log.warn(
                    "Messages are moved from the Redis list {} to {}, which no pattern covers. Add {} to"
                            + " flowmon.redis.processing-lists, or whoever else reads it will find envelopes.",
                    source.name(),
                    name,
                    name);
        }
    }

    private static String[] array(List<String> patterns) {
        return patterns.toArray(String[]::new);
    }
}
