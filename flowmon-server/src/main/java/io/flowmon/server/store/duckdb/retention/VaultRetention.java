/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.retention;

import io.flowmon.server.settings.VaultSettings;
import io.flowmon.server.store.duckdb.DuckDbEventStore;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes sealed originals whose time in the vault is over, also while the vault is switched off. They are of no use before
 * they are removed: nobody asks for what is older. One thread.
 */
final class VaultRetention {

    private static final Logger log = LoggerFactory.getLogger(VaultRetention.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final DuckDbEventStore store;
    private final Duration retention;
    private Instant next = Instant.MIN;

    VaultRetention(DuckDbEventStore store, VaultSettings settings) {
        this.store = store;
        this.retention = settings.retention();
    }

    /** Removes what is due at this time. */
    void run(Instant now) throws SQLException, InterruptedException {
        if (now.isBefore(next)) {
            return;
        }
        try {
            int removed =
                    store.submit(Eraser.removeSealed(now.minus(retention))).get();
            if (removed > 0) {
                store.submit(Eraser.giveBack()).get();
                log.info("Removed {} sealed originals from the vault (flowmon.server.vault.retention)", removed);
            }
        } catch (ExecutionException failure) {
            throw new SQLException(String.valueOf(failure.getCause()), failure);
        }
        Duration pause = retention.dividedBy(100);
        next = now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    }
}
