/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/** A task that waits for the writer, and who waits for the task. */
record PendingTask<T>(WriterTask<T> task, CompletableFuture<T> done) {

    void run(Connection connection) throws SQLException {
        done.complete(task.run(connection));
    }
}
