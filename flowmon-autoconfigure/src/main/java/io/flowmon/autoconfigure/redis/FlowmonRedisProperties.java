/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import io.flowmon.autoconfigure.PropertyChecks;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Which Redis destinations carry messages. In a pattern, {@code *} stands for any characters.
 *
 * @param lists Patterns of the keys of lists whose elements are messages; every other key is left alone.
 * @param processingLists Patterns of the keys of lists to which messages are moved while they are worked on. Default: each
 *     pattern of flowmon.redis.lists, followed by ":processing*".
 * @param channels Patterns of the channels through which messages are published; every other channel is left alone.
 * @param streams Patterns of the keys of streams whose entries are messages; every other key is left alone.
 * @param plain Patterns of destinations among the above to which messages are still sent without an envelope or ids,
 *     because some of their consumers do not know flowmon yet. Envelopes and ids that arrive from elsewhere are still
 *     removed.
 * @param maxBodySize Most bytes of a message's payload that are kept in an event.
 */
@ConfigurationProperties("flowmon.redis")
record FlowmonRedisProperties(
        @DefaultValue List<String> lists,
        @Nullable List<String> processingLists,
        @DefaultValue List<String> channels,
        @DefaultValue List<String> streams,
        @DefaultValue List<String> plain,
        @DefaultValue("8KB") DataSize maxBodySize) {

    FlowmonRedisProperties {
        PropertyChecks.noneBlank("flowmon.redis.lists", lists);
        PropertyChecks.noneBlank("flowmon.redis.processing-lists", processingLists);
        PropertyChecks.noneBlank("flowmon.redis.channels", channels);
        PropertyChecks.noneBlank("flowmon.redis.streams", streams);
        PropertyChecks.noneBlank("flowmon.redis.plain", plain);
        PropertyChecks.notNegative("flowmon.redis.max-body-size", maxBodySize);
    }

    private static final String PROCESSING_SUFFIX = ":processing*";

    /** The patterns of processing lists that hold. */
    List<String> effectiveProcessingLists() {
        return processingLists != null
                ? processingLists
                : lists.stream().map(pattern -> pattern + PROCESSING_SUFFIX).toList();
    }

    int maxBodyBytes() {
        return (int) Math.min(maxBodySize.toBytes(), Integer.MAX_VALUE);
    }

    /** Whether there is anything to do at all. */
    boolean coversNothing() {
        return lists.isEmpty() && effectiveProcessingLists().isEmpty() && channels.isEmpty() && streams.isEmpty();
    }
}
