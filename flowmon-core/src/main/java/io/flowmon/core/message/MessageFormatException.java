/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.message;

/** A text is no message. What it says is safe to log: it quotes nothing of the text. */
public final class MessageFormatException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    MessageFormatException(String problem) {
        super("This is no message: " + problem + ".");
    }

    MessageFormatException(String problem, Throwable cause) {
        super("This is no message: " + problem + ".", cause);
    }
}
