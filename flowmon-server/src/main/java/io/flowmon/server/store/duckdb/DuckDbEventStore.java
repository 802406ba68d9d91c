/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.EventStore;
import io.flowmon.server.store.InstanceReport;
import io.flowmon.server.store.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes batches with one thread: whatever waits when it is ready goes into one transaction, so that many senders share
 * the cost of a commit. What waits is bounded in bytes.
 */
public final class DuckDbEventStore implements EventStore, AutoCloseable {

    private static final long CLOSE_MILLIS = 30_000;

    /** Between being received and being offered a batch is decoded. */
    private static final Duration DECODING = Duration.ofMillis(300);

    private final PendingWrites pending;
    /** When what is not on disk yet was received, by the order of being offered. */
    private final Map<Long, Instant> unsettled = new ConcurrentHashMap<>();

    private final AtomicLong offers = new AtomicLong();
    private final Writer writer;
    private final Thread thread;

    DuckDbEventStore(Database database, long queueBytes, DiskReserve reserve) {
        pending = new PendingWrites(queueBytes);
        writer = new Writer(database, pending, reserve);
        thread = new Thread(writer, "flowmon-store");
        thread.start();
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // whoever offers is told of failures
    public Optional<CompletableFuture<Receipt>> offer(EventBatch batch) {
        PendingWrite.Batch write = new PendingWrite.Batch(batch, new CompletableFuture<>());
        long offer = offers.incrementAndGet();
        unsettled.put(offer, batch.receivedAt());
        if (!pending.offer(write)) {
            unsettled.remove(offer);
            return Optional.empty();
        }
        write.done().whenComplete((receipt, failure) -> unsettled.remove(offer));
        return Optional.of(write.done());
    }

    /** What was received before that has been stored, or never will be. Any thread. */
    Instant settledUpTo() {
        Instant now = Instant.now().minus(DECODING);
        return unsettled.values().stream()
                .filter(received -> received.isBefore(now))
                .min(Comparator.naturalOrder())
                .orElse(now);
    }

    @Override
    public void offer(InstanceReport report) {
        pending.offer(new PendingWrite.Instance(report));
    }

    @Override
    public Optional<String> trouble() {
        return Optional.ofNullable(writer.trouble());
    }

    @Override
    public Optional<Outage> lastOutage() {
        return Optional.ofNullable(writer.lastOutage());
    }

    /** Runs the task between two groups of batches, also while the disk has no room for more. Any thread. */
    public <T> CompletableFuture<T> submit(WriterTask<T> task) {
        PendingTask<T> waiting = new PendingTask<>(task, new CompletableFuture<>());
        if (!pending.offer(waiting)) {
            waiting.done().completeExceptionally(new IllegalStateException("the store is closed"));
        }
        return waiting.done();
    }

    /** Writes what was taken over, then ends. */
    @Override
    public void close() {
        pending.close();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        }
    }
}
