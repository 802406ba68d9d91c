/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import java.nio.file.Path;

/** The data folder cannot be used. */
final class DataFolderException extends RuntimeException {

    private final transient Path folder;

    DataFolderException(Path folder, String message, Throwable cause) {
        super(message, cause);
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }
}
