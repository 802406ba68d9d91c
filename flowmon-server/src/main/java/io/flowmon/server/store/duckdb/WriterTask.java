/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Something that only the one who writes may do, between two groups of batches. It runs on the writer's thread and holds
 * up the intake for as long as it takes.
 */
@FunctionalInterface
public interface WriterTask<T> {

    /** Outside of a transaction; whatever it begins it must end. After a failure the connection is closed. */
    T run(Connection connection) throws SQLException;
}
