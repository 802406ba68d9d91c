/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.query;

import io.flowmon.server.settings.QuerySettings;
import io.flowmon.server.store.QueryFailedException;
import io.flowmon.server.store.QueryFailedException.Reason;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Says which bound a question met. */
final class QueryFailures {

    private QueryFailures() {}

    /**
     * @param stop why it was stopped, if it was
     * @param memory bytes that all questions may have together
     */
    static QueryFailedException of(
            SQLException failure, RunningQuery.@Nullable Stop stop, QuerySettings settings, long memory) {
        String message = String.valueOf(failure.getMessage());
        if (stop == RunningQuery.Stop.CLIENT_GONE) {
            return new QueryFailedException(Reason.ABANDONED, "Nobody waits for the answer any more", failure);
        }
        if (stop == RunningQuery.Stop.TIME) {
            return new QueryFailedException(
                    Reason.TOO_EXPENSIVE,
                    "The question took longer than " + settings.timeout().toMillis() / 1000.0
                            + " s (flowmon.server.query.timeout); ask for less time or with fewer words",
                    failure);
        }
        if (stop == RunningQuery.Stop.DISK) {
            return new QueryFailedException(
                    Reason.TOO_EXPENSIVE,
                    "The questions need more of the disk than there is beyond what has to stay free for the store"
                            + " (flowmon.server.disk.min-free); ask for less time",
                    failure);
        }
        if (stop == RunningQuery.Stop.MEMORY || message.startsWith("Out of Memory")) {
            return new QueryFailedException(
                    Reason.TOO_EXPENSIVE,
                    "The questions need more memory than they may have (flowmon.server.query.memory, "
                            + DataSize.ofBytes(memory).toMegabytes()
                            + " MB, and flowmon.server.query.disk); ask for less time",
                    failure);
        }
        return new QueryFailedException(Reason.BROKEN, "The store cannot answer: " + message, failure);
    }
}
