/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Takes in what is to be kept. Any thread; nothing here waits. */
public interface EventStore {

    /**
     * Takes the batch over, unless there is no room for it now. The future completes once the outcome is on disk, on a
     * thread of the store, which must not be kept busy; it fails if the store is closed before that.
     */
    Optional<CompletableFuture<Receipt>> offer(EventBatch batch);

    /** Takes the report over; when there is no room it is dropped, for the next one replaces it anyway. */
    void offer(InstanceReport report);

    /** Why nothing can be stored at present, if that is so. */
    Optional<String> trouble();

    /** The last time during which nothing could be stored, not even what senders say of themselves. Any thread. */
    Optional<Outage> lastOutage();

    /**
     * A time during which nothing could be stored.
     *
     * @param end null while it goes on
     */
    record Outage(Instant begin, @Nullable Instant end) {}
}
