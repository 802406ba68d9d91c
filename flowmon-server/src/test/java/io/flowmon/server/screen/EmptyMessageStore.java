/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import io.flowmon.server.store.MessageQuery;
import io.flowmon.server.store.MessageStore;
import io.flowmon.server.store.MessageSummary;
import io.flowmon.server.store.Page;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A ledger in which nothing is written yet. */
final class EmptyMessageStore implements MessageStore {

    @Override
    public Page<MessageSummary> messages(MessageQuery query) {
        return new Page<>(List.of(), null);
    }

    @Override
    public List<UUID> ids(MessageQuery query, int most) {
        return List.of();
    }

    @Override
    public List<MessageSummary> messages(Collection<UUID> ids, Instant lostBefore) {
        return List.of();
    }

    @Override
    public Set<String> flowsWithLost(Collection<String> correlationIds, Instant lostBefore) {
        return Set.of();
    }

    @Override
    public List<UUID> children(UUID id, int most) {
        return List.of();
    }

    @Override
    public Events events(Collection<UUID> ids) {
        return new Events(List.of(), false);
    }
}
