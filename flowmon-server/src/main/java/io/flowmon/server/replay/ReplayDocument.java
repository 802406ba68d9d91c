/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flowmon.server.store.MessageState;
import io.flowmon.server.store.Replay;
import io.flowmon.server.store.ReplayedMessage;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A replay.
 *
 * @param messages how many messages it is about
 * @param sending about to be sent; of a replay that is over, nobody knows whether they were
 * @param unknown sent, and nobody knows whether they arrived
 * @param skipped those that cannot be sent
 * @param now how many of the new messages are in which state by now; absent in a list
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplayDocument(
        String id,
        String by,
        Instant at,
        JsonNode selection,
        String state,
        long messages,
        long sending,
        long sent,
        long failed,
        long unknown,
        long skipped,
        @Nullable Instant endedAt,
        @Nullable Map<String, Long> now) {

    static ReplayDocument of(Replay replay, @Nullable Map<MessageState, Long> states) {
        return new ReplayDocument(
                replay.id(),
                replay.by(),
                replay.at(),
                JsonMapper.shared().readTree(replay.selection()),
                replay.state().wireName(),
                replay.messages(),
                count(replay, ReplayedMessage.Outcome.SENDING),
                count(replay, ReplayedMessage.Outcome.SENT),
                count(replay, ReplayedMessage.Outcome.FAILED),
                count(replay, ReplayedMessage.Outcome.UNKNOWN),
                count(replay, ReplayedMessage.Outcome.SKIPPED),
                replay.endedAt(),
                states == null ? null : named(states));
    }

    private static long count(Replay replay, ReplayedMessage.Outcome outcome) {
        return replay.outcomes().getOrDefault(outcome, 0L);
    }

    private static Map<String, Long> named(Map<MessageState, Long> states) {
        Map<String, Long> named = new TreeMap<>();
        states.forEach((state, count) -> named.put(state.wireName(), count));
        return named;
    }
}
