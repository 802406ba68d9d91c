/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.zeromq;

/** A key, or a file that should hold one, cannot be used. The message says why, and never holds a secret key. */
public final class CurveKeyException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong, as a sentence
     */
    public CurveKeyException(String message) {
        super(message);
    }
}
