/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Has small things written by the one who writes events, between two groups of them, and waits for it. Any thread. */
final class StoreWriter {

    private static final long PATIENCE_SECONDS = 30;

    private final DuckDbEventStore store;

    StoreWriter(DuckDbEventStore store) {
        this.store = store;
    }

    /**
     * Returns once it is on disk.
     *
     * @throws IOException when it is not, or not within 30 s
     */
    <T> T write(WriterTask<T> task) throws IOException {
        AtomicBoolean taken = new AtomicBoolean();
        CompletableFuture<Optional<T>> done = store.submit(
                connection -> taken.compareAndSet(false, true) ? Optional.of(task.run(connection)) : Optional.empty());
        try {
            return await(done, taken).orElseThrow();
        } catch (ExecutionException | TimeoutException failure) {
            throw new IOException("It cannot be stored now: " + failure.getMessage(), failure);
        }
    }

    /** Who has no patience any more takes the task back, or waits for its end if it is being done: one or the other. */
    private static <T> Optional<T> await(CompletableFuture<Optional<T>> done, AtomicBoolean taken)
            throws IOException, ExecutionException, TimeoutException {
        boolean interrupted = false;
        boolean patient = true;
        try {
            while (true) {
                try {
                    return patient ? done.get(PATIENCE_SECONDS, TimeUnit.SECONDS) : done.get();
                } catch (InterruptedException stopped) {
                    interrupted = true;
                    if (taken.compareAndSet(false, true)) {
                        throw new IOException("Interrupted while something was to be stored", stopped);
                    }
                } catch (TimeoutException late) {
                    if (taken.compareAndSet(false, true)) {
                        throw late;
                    }
                }
                patient = false;
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
