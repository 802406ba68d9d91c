/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.message;

import io.flowmon.server.api.Parameters;
import io.flowmon.server.store.MessageQuery;
import io.flowmon.server.store.MessageState;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a message query from the parameters of a request. */
public final class MessageQueries {

    /** The parameters that choose messages, besides {@code cursor} and {@code limit}. */
    public static final Set<String> FILTERS = Set.of("from", "to", "state", "kind", "destination", "module");

    /** Begins the names of the parameters that choose by business key. */
    public static final String KEY_PREFIX = "key.";

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;
    private static final Set<String> KINDS = Set.of("call", "message");

    private MessageQueries() {}

    /** The query; a wrong parameter is answered with 400. */
    public static MessageQuery of(Map<String, String> parameters, Instant lostBefore) {
        Parameters.Range range = Parameters.range(parameters.get("from"), parameters.get("to"));
        return new MessageQuery(
                range.from(),
                range.to(),
                states(parameters.get("state")),
                kind(Parameters.text(parameters.get("kind"))),
                Parameters.text(parameters.get("destination")),
                Parameters.text(parameters.get("module")),
                businessKeys(parameters),
                lostBefore,
                Parameters.text(parameters.get("cursor")),
                Parameters.number("limit", parameters.get("limit"), DEFAULT_LIMIT, 1, MAX_LIMIT));
    }

    private static Set<MessageState> states(@Nullable String text) {
        Set<MessageState> states = EnumSet.noneOf(MessageState.class);
        if (text == null || text.isBlank()) {
            return states;
        }
        for (String name : text.split(",", -1)) {
            states.add(Arrays.stream(MessageState.values())
                    .filter(state -> state.wireName().equals(name.trim()))
                    .findFirst()
                    .orElseThrow(() -> Parameters.wrong("state must be one or more of "
                            + Arrays.stream(MessageState.values())
                                    .map(MessageState::wireName)
                                    .collect(Collectors.joining(", "))
                            + ", with commas between them")));
        }
        return states;
    }

    private static @Nullable String kind(@Nullable String text) {
        if (text != null && !KINDS.contains(text)) {
            throw Parameters.wrong("kind must be call or message");
        }
        return text;
    }

    private static Map<String, String> businessKeys(Map<String, String> parameters) {
        Map<String, String> keys = new TreeMap<>();
        parameters.forEach((name, value) -> {
            if (name.startsWith(KEY_PREFIX) && name.length() > KEY_PREFIX.length()) {
                keys.put(name.substring(KEY_PREFIX.length()), value);
            }
        });
        return keys;
    }
}
