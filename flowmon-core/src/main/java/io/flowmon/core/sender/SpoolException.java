/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import org.jspecify.annotations.Nullable;

/** The spool cannot be written or read. The message says what is wrong and what to do. */
public final class SpoolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SpoolException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
