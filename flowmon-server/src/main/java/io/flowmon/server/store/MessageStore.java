/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import io.flowmon.server.event.StoredEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Questions about messages. Any thread; each call is bounded in time and rows by the implementation. */
public interface MessageStore {

    /** The messages that match, newest first. */
    Page<MessageSummary> messages(MessageQuery query);

    /**
     * The ids of the messages that match, oldest first, and at most {@code most}; the query's limit does not matter. A replay
     * that could not be sent is left out: its original stands for it.
     */
    List<UUID> ids(MessageQuery query, int most);

    /**
     * These messages, in no order; those that are unknown are left out.
     *
     * @param lostBefore as in {@link MessageQuery}
     */
    List<MessageSummary> messages(Collection<UUID> ids, Instant lostBefore);

    /**
     * Those of these flows, by correlation id, that a message was lost of.
     *
     * @param lostBefore as in {@link MessageQuery}
     */
    Set<String> flowsWithLost(Collection<String> correlationIds, Instant lostBefore);

    /** The messages that were sent while this one was handled, oldest first. */
    List<UUID> children(UUID id, int most);

    /** The events about these messages, by {@code timestamp}, as many as one answer may hold. */
    Events events(Collection<UUID> ids);

    /**
     * Events, as far as they were asked for.
     *
     * @param cut whether there are more
     */
    record Events(List<StoredEvent> events, boolean cut) {}
}
