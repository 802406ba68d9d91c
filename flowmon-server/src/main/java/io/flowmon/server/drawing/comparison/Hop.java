/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.comparison;

import io.flowmon.server.drawing.graph.Place;

/**
 * One thing that happens in flows, without what differs from flow to flow: ids, times and outcomes.
 *
 * @param name the endpoint; of what a module did by itself, the message type that the developer gave it
 */
public record Hop(Kind kind, Place from, Place to, String name) {

    /** What happens. */
    public enum Kind {
        /** One side calls the other, which answers. */
        CALL,
        /** A module hands a message to a bus. */
        SEND,
        /** A module takes a message from a bus. */
        RECEIVE,
        /** A module does something by itself. */
        OWN
    }
}
