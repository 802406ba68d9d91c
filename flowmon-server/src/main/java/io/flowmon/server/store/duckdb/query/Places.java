/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.query;

import io.flowmon.server.settings.QuerySettings;
import io.flowmon.server.store.QueryFailedException;
import io.flowmon.server.store.QueryFailedException.Reason;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** How many questions are answered at once, and how many wait: the waiting ones keep threads from the intake over HTTP. */
final class Places {

    private final QuerySettings settings;
    private final Semaphore places;
    private final Semaphore benches;

    Places(QuerySettings settings) {
        this.settings = settings;
        this.places = new Semaphore(settings.concurrent(), true);
        this.benches = new Semaphore(settings.waiting());
    }

    /**
     * Takes a place, which the caller must release.
     *
     * @throws QueryFailedException if there is none in time
     */
    void take() {
        try {
            if (places.tryAcquire(0, TimeUnit.NANOSECONDS) || waitForOne()) {
                return;
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        throw new QueryFailedException(
                Reason.BUSY,
                "Too many questions at once: " + settings.concurrent()
                        + " are answered (flowmon.server.query.concurrent), and this one found no turn (flowmon.server.query.waiting, "
                        + settings.waiting() + "; flowmon.server.query.max-wait, "
                        + settings.maxWait().toSeconds() + " s). Ask again in a moment");
    }

    void release() {
        places.release();
    }

    private boolean waitForOne() throws InterruptedException {
        if (!benches.tryAcquire()) {
            return false;
        }
        try {
            return places.tryAcquire(settings.maxWait().toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            benches.release();
        }
    }
}
