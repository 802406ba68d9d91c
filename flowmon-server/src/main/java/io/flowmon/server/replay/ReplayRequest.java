/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.flowmon.server.api.Parameters;
import io.flowmon.server.message.MessageQueries;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is asked to be sent again: {@code messages} by their ids, or a {@code filter} as {@code GET /api/messages} takes it.
 *
 * @param rate messages a second; as fast as it goes if absent
 * @param others what is not known here
 */
public record ReplayRequest(
        @Nullable List<UUID> messages,
        @Nullable Map<String, String> filter,
        @Nullable Integer rate,
        @Nullable @JsonAnySetter Map<String, Object> others) {

    private static final int MOST_NAMED = 10_000;
    private static final int HIGHEST_RATE = 1_000_000;
    private static final String USUAL_STATES = "failed,lost";

    /** Asks for these messages. */
    public static ReplayRequest of(List<UUID> messages, @Nullable Integer rate) {
        return new ReplayRequest(messages, null, rate, null);
    }

    /** Asks for the messages that a filter chooses. */
    public static ReplayRequest of(Map<String, String> filter, @Nullable Integer rate) {
        return new ReplayRequest(null, filter, rate, null);
    }

    /** The selection; what is wrong is answered with 400. */
    ReplaySelection selection(Instant lostBefore) {
        if (others != null && !others.isEmpty()) {
            throw Parameters.wrong(
                    "%s is not known; known are messages, filter, rate".formatted(String.join(", ", others.keySet())));
        }
        if (rate != null && (rate < 1 || rate > HIGHEST_RATE)) {
            throw Parameters.wrong("rate must be a number from 1 to " + HIGHEST_RATE);
        }
        if ((messages == null) == (filter == null)) {
            throw Parameters.wrong("Say which messages: either messages, their ids, or a filter");
        }
        return messages != null ? named(messages) : filtered(filter == null ? Map.of() : filter, lostBefore);
    }

    private static ReplaySelection named(List<UUID> ids) {
        if (ids.stream().anyMatch(Objects::isNull)) {
            throw Parameters.wrong("messages must be ids, and one of them is null");
        }
        List<UUID> distinct = ids.stream().distinct().toList();
        if (distinct.isEmpty() || distinct.size() > MOST_NAMED) {
            throw Parameters.wrong("messages must name from 1 to " + MOST_NAMED + " messages");
        }
        return new ReplaySelection(
                distinct, null, JsonMapper.shared().writeValueAsString(Map.of("messages", distinct)));
    }

    private static ReplaySelection filtered(Map<String, String> filter, Instant lostBefore) {
        if (filter.containsValue(null)) {
            throw Parameters.wrong("A filter must be a text, and one of them is null");
        }
        for (String name : filter.keySet()) {
            boolean key =
                    name.startsWith(MessageQueries.KEY_PREFIX) && name.length() > MessageQueries.KEY_PREFIX.length();
            if (!key && !MessageQueries.FILTERS.contains(name)) {
                throw Parameters.wrong("There is no filter " + name + "; there are "
                        + String.join(
                                ", ", MessageQueries.FILTERS.stream().sorted().toList()) + " and "
                        + MessageQueries.KEY_PREFIX + "*");
            }
        }
        Map<String, String> asked = new HashMap<>(filter);
        if (Parameters.text(asked.get("state")) == null) {
            asked.put("state", USUAL_STATES);
        }
        return new ReplaySelection(
                List.of(),
                MessageQueries.of(asked, lostBefore),
                JsonMapper.shared().writeValueAsString(Map.of("filter", new TreeMap<>(asked))));
    }
}
