/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.backup;

import java.nio.file.Path;

/** Names and paths in statements that take no parameters. */
final class Sql {

    private Sql() {}

    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String path(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }
}
