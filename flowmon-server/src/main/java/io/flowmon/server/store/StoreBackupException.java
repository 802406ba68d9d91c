/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

/** A copy of the store could not be written or is not whole; the message says why. */
public final class StoreBackupException extends RuntimeException {

    public StoreBackupException(String message) {
        super(message);
    }

    public StoreBackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
