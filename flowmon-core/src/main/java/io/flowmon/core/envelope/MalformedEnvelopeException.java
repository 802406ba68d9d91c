/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.envelope;

/** Bytes are no envelope. The message says what is wrong, and quotes nothing of a payload. */
public final class MalformedEnvelopeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedEnvelopeException(String reason) {
        super(reason);
    }

    MalformedEnvelopeException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
