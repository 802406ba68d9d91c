/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import java.util.Locale;

/** How a sender stands with its server. */
public enum SenderState {
    /** Made, not started. */
    NEW,
    /** The transport takes nothing: there is no connection yet, or none any more. */
    CONNECTING,
    /** The transport took what it was last given. */
    CONNECTED,
    /** As before, and the server has asked to wait: nothing is sent until it says otherwise. */
    WAITING,
    /** Takes no more events, delivers what is left. */
    CLOSING,
    /** Has ended. */
    CLOSED;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in the actuator. */
    public String wireName() {
        return wireName;
    }
}
