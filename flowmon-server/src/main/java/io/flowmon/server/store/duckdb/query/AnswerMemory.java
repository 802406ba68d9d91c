/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.query;

import io.flowmon.server.query.QueryScope;
import io.flowmon.server.settings.QuerySettings;
import io.flowmon.server.store.QueryFailedException;
import io.flowmon.server.store.QueryFailedException.Reason;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What the answers in the making hold in memory, all together. Any thread. */
final class AnswerMemory {

    private final long most;
    private final AtomicLong held = new AtomicLong();

    AnswerMemory(QuerySettings settings) {
        this.most = settings.answers().toBytes();
    }

    /** The share of one answer; what it holds is let go with the scope, or with {@link Share#done()} where there is none. */
    Share share(@Nullable QueryScope scope) {
        return new Share(scope);
    }

    /** Confined to the thread of its question. */
    final class Share {

        private final @Nullable QueryScope scope;
        private long mine;

        private Share(@Nullable QueryScope scope) {
            this.scope = scope;
        }

        void add(long bytes) {
            mine += bytes;
            if (held.addAndGet(bytes) > most) {
                throw new QueryFailedException(
                        Reason.BUSY,
                        "The answers in the making are too large together (flowmon.server.query.answers, "
                                + (most >> 20) + " MB). Ask again in a moment");
            }
        }

        void done() {
            if (scope == null) {
                held.addAndGet(-mine);
            } else {
                scope.whenClosed(() -> held.addAndGet(-mine));
            }
        }
    }
}
