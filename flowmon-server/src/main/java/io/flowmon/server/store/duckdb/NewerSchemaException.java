/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

/** The file was written by a newer flowmon. */
final class NewerSchemaException extends RuntimeException {

    NewerSchemaException(String message) {
        super(message);
    }
}
