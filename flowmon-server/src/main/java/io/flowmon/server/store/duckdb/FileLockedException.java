/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

/** Another process has the database open. */
final class FileLockedException extends RuntimeException {

    FileLockedException(String message, Throwable cause) {
        super(message, cause);
    }
}
