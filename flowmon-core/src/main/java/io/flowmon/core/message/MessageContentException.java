/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.message;

/** The content of a message cannot be written as JSON, or is not of the type that was asked for. */
public final class MessageContentException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    MessageContentException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
