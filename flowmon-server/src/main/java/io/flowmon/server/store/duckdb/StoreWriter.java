/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
        try {
            return store.submit(task).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while something was to be stored", stopped);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IOException("It cannot be stored now: " + failure.getMessage(), failure);
        }
    }
}
