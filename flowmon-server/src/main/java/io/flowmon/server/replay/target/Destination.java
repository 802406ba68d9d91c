/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import org.jspecify.annotations.Nullable;

/**
 * An endpoint of a message in its two parts.
 *
 * @param kind what kind of place it is, such as {@code LIST}
 * @param name how that place is called there; may have spaces
 */
record Destination(String kind, String name) {

    /** The parts, or null if it has not both. */
    static @Nullable Destination of(String endpoint) {
        int space = endpoint.indexOf(' ');
        return space <= 0 || space == endpoint.length() - 1
                ? null
                : new Destination(endpoint.substring(0, space), endpoint.substring(space + 1));
    }

    /** The kind alone; empty if it is no endpoint of a message. */
    static String kindOf(String endpoint) {
        Destination destination = of(endpoint);
        return destination == null ? "" : destination.kind();
    }

    /**
     * The name alone.
     *
     * @throws IllegalArgumentException if it is no endpoint of a message
     */
    static String nameOf(String endpoint) {
        Destination destination = of(endpoint);
        if (destination == null) {
            throw new IllegalArgumentException(endpoint + " names no place");
        }
        return destination.name();
    }
}
