/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.event;

import java.util.Locale;

/** The side of a message that an event was reported from. */
public enum Role {
    /** The module sent the message. */
    SENDER,
    /** The module received the message. */
    RECEIVER,
    /** Something that happened inside the module, between messages. */
    INTERNAL;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in the event's JSON. */
    public String wireName() {
        return wireName;
    }
}
