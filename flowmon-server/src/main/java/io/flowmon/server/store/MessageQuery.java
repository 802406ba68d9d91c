/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which messages. What is null or empty does not matter.
 *
 * @param from messages with an event at or after this time
 * @param to exclusive
 * @param states any of these
 * @param kind {@code call} or {@code message}
 * @param destination an endpoint, or the name of a list, stream, topic and the like without what kind of place it is
 * @param module a module type that sent or received it
 * @param businessKeys all of these on its events
 * @param lostBefore what was sent before this time and not received is overdue
 * @param cursor where the page before ended
 * @param limit messages a page
 */
public record MessageQuery(
        Instant from,
        Instant to,
        Set<MessageState> states,
        @Nullable String kind,
        @Nullable String destination,
        @Nullable String module,
        Map<String, String> businessKeys,
        Instant lostBefore,
        @Nullable String cursor,
        int limit) {}
