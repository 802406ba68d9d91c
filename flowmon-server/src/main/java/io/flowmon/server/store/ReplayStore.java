/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was sent again, when, by whom, and what came of it. Any thread; what returns normally is on disk. */
public interface ReplayStore {

    /** Notes a replay that begins. */
    void begin(Replay replay) throws IOException;

    /** Notes that a replay is in another state; {@code end} when it is over. */
    void state(String id, Replay.State state, @Nullable Instant end) throws IOException;

    /** Notes messages: before they are sent, so that an end of the server cannot hide that they may have been. */
    void messages(String id, List<ReplayedMessage> messages) throws IOException;

    /** Notes that a batch was sent, except for some new messages, of which it is said what became of them. */
    void sent(String id, int batch, Map<UUID, Unsent> others) throws IOException;

    /**
     * A message that was not sent, or perhaps not.
     *
     * @param outcome {@code FAILED} or {@code UNKNOWN}
     * @param detail why, in words
     */
    record Unsent(ReplayedMessage.Outcome outcome, String detail) {}

    /** Notes that what a server before this one left is interrupted. */
    void interruptAll(Instant at) throws IOException;

    /** The newest replays. */
    List<Replay> replays(int most);

    Optional<Replay> replay(String id);

    /**
     * A page of a replay's messages, in the order in which they were sent.
     *
     * @param outcome of that outcome alone; null for all
     */
    Page<ReplayedMessage> messages(
            String id, ReplayedMessage.@Nullable Outcome outcome, @Nullable String cursor, int limit);

    /** How far the new messages have come. */
    Map<MessageState, Long> states(String id, Instant lostBefore);
}
