/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.query;

import java.sql.Connection;
import java.sql.SQLException;

/** Makes connections to the database; each belongs to one thread at a time. */
@FunctionalInterface
public interface Connections {
    Connection connect() throws SQLException;
}
