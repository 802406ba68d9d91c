/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.retention;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every ten seconds whether something is to be removed. A failure is logged once and tried again. */
final class RetentionThread implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RetentionThread.class);
    private static final long PERIOD_SECONDS = 10;
    private static final long CLOSE_SECONDS = 10;

    private final Retention retention;
    private final VaultRetention vault;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "flowmon-retention"));
    private boolean failed;

    RetentionThread(Retention retention, VaultRetention vault) {
        this.retention = retention;
        this.vault = vault;
        var unused = thread.scheduleWithFixedDelay(this::look, 1, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        boolean done = tried(() -> retention.run(Instant.now()));
        done &= tried(() -> vault.run(Instant.now()));
        if (done) {
            failed = false;
        }
    }

    /** Something of it: what is in the vault goes in time, even if the rest cannot be removed. */
    @FunctionalInterface
    private interface Step {
        void run() throws SQLException, IOException, InterruptedException;
    }

    private boolean tried(Step step) {
        try {
            step.run();
            return true;
        } catch (SQLException | IOException | RuntimeException failure) {
            if (failed) {
                log.debug("Still cannot remove what is old", failure);
            } else {
                failed = true;
                log.warn("Cannot remove what is old, and will try again: {}", failure.getMessage(), failure);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** The step that is being done is finished by the writer; the rest is left for the next start. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                log.debug("A question about what is old is still running");
            }
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        }
    }
}
