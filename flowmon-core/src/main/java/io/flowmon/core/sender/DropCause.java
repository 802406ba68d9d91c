/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import java.util.Locale;

/** Why an event was given up. */
public enum DropCause {
    /** The queue held as many events or bytes as it may. */
    QUEUE_FULL,
    /** The event alone, encoded, is larger than a batch may be. */
    TOO_LARGE,
    /** The event could not be encoded. */
    NOT_ENCODABLE,
    /** The server could not decode the batch. */
    REJECTED,
    /** The spool held as many bytes as it may: the oldest events in it, or the newest that it should have taken. */
    SPOOL_FULL,
    /** A batch in the spool could not be written, or not be read back. */
    SPOOL_FAILED,
    /** The sender was closed before the event was acknowledged, or before it was offered. */
    CLOSED;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in heartbeats, metrics and the actuator. */
    public String wireName() {
        return wireName;
    }
}
