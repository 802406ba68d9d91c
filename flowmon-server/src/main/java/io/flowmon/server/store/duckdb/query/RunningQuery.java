/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.query;

import io.flowmon.server.query.QueryScope;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A question inside the database. The lock keeps the watch away from a connection that is used again. */
final class RunningQuery {

    private static final Logger log = LoggerFactory.getLogger(RunningQuery.class);

    private final Statement statement;
    private final @Nullable QueryScope scope;
    private final long startNanos;
    private @Nullable Stop stop;
    private boolean ended;

    /** Why a question is stopped. */
    enum Stop {
        TIME,
        MEMORY,
        DISK,
        CLIENT_GONE
    }

    RunningQuery(Statement statement, @Nullable QueryScope scope) {
        this.statement = statement;
        this.scope = scope;
        this.startNanos = System.nanoTime();
    }

    long startNanos() {
        return startNanos;
    }

    /** Stops it if it has had its time, or nobody waits for it. */
    synchronized void check(long timeoutNanos) {
        if (ended) {
            return;
        }
        if (stop == null && System.nanoTime() - startNanos > timeoutNanos) {
            stop = Stop.TIME;
        } else if (stop == null && scope != null && scope.isAbandoned()) {
            stop = Stop.CLIENT_GONE;
        }
        if (stop != null) {
            cancel();
        }
    }

    synchronized void stop(Stop why) {
        if (!ended) {
            stop = stop == null ? why : stop;
            cancel();
        }
    }

    /** Why it was stopped, if it was; from here on the watch keeps away. */
    synchronized @Nullable Stop end() {
        ended = true;
        return stop;
    }

    /** Said again with each look: the database forgets what it is told just before it begins. */
    private void cancel() {
        try {
            statement.cancel();
        } catch (SQLException alreadyOver) {
            log.debug("A question could not be cancelled", alreadyOver);
        }
    }
}
