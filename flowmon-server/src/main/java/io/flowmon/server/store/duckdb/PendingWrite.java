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

    record Batch(EventBatch batch, CompletableFuture<Receipt> done) implements PendingWrite {

        private static final int PER_EVENT = 300;

        @Override
        public long weight() {
            return batch.bytes() + (long) PER_EVENT * batch.events().size();
        }
    }

    record Instance(InstanceReport report) implements PendingWrite {
        @Override
        public long weight() {
            return 1_000;
        }
    }
}
