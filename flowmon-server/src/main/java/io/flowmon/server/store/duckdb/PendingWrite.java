/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.InstanceReport;
import io.flowmon.server.store.Receipt;
import java.util.concurrent.CompletableFuture;

/** Something taken over that is yet to be written. */
sealed interface PendingWrite {

    /** Rough memory it holds, in bytes. */
    long weight();

    /** Tells whoever waits that it is not known to be stored. */
    default void giveUp() {}

    record Batch(EventBatch batch, CompletableFuture<Receipt> done) implements PendingWrite {

        private static final int PER_EVENT = 300;
        private static final int PER_BATCH = 1_000;

        @Override
        public long weight() {
            return PER_BATCH
                    + batch.bytes()
                    + (long) PER_EVENT
                            * (batch.events().size() + batch.rejected().size());
        }

        @Override
        public void giveUp() {
            done.completeExceptionally(new IllegalStateException("closed before it could be stored"));
        }
    }

    record Instance(InstanceReport report) implements PendingWrite {
        @Override
        public long weight() {
            return 1_000;
        }
    }
}
