/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.intake;

/** A payload that is not JSON at all. The message says what is wrong and quotes nothing of it. */
public final class UndecodableException extends Exception {

    private final String reason;

    public UndecodableException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** What is wrong. */
    public String reason() {
        return reason;
    }
}
