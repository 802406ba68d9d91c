/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.util.Locale;

/** Where a message is in its life. */
public enum MessageState {
    /** Nothing but what the application itself said of it is known. */
    LOGGED,
    /** The call went out and has not been answered; no receiver reports. */
    SENDING,
    /** The bus took it, and nobody received it yet. */
    IN_BUS,
    /** It was published to a channel that nobody listened to. */
    UNHEARD,
    /** The bus took it, nobody received it in time, and somebody receives there. */
    LOST,
    /** A receiver has it and has not begun with it. */
    RECEIVED,
    /** A receiver works on it. */
    PROCESSING,
    /** Each receiver, or group of receivers, has handled it; a call without a reporting receiver was answered. */
    DONE,
    /** It could not be sent, or the last receiver that had it failed. */
    FAILED,
    /** It was not handled, and sent again as another message. */
    REPLAYED;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in the server's JSON. */
    public String wireName() {
        return wireName;
    }
}
