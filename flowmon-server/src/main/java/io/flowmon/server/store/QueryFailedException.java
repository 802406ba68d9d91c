/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

/** A question that the store could not answer; the message says why and what to do. */
public final class QueryFailedException extends RuntimeException {

    private final Reason reason;

    /** What kind of failure it is. */
    public enum Reason {
        /** The question took longer, or needed more memory, than one question may. */
        TOO_EXPENSIVE,
        /** Too many questions, or answers, at once. */
        BUSY,
        /** Nobody waits for the answer any more. */
        ABANDONED,
        /** The cursor is none that this store gave out. */
        BAD_CURSOR,
        /** Anything else. */
        BROKEN
    }

    public QueryFailedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public QueryFailedException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
