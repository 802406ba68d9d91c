/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.graph;

/** Where something goes from or to. Two places are one if they are of one kind and have one name. */
public record Place(Kind kind, String name) {

    private static final String OUTSIDE = "outside";

    /** What a place is. */
    public enum Kind {
        /** A module that reports events. */
        MODULE,
        /** A queue, channel or stream. */
        DESTINATION,
        /** Something that reports nothing itself. */
        EXTERNAL
    }

    /** Whoever it is that reports nothing and has no name. */
    public static Place outside() {
        return new Place(Kind.EXTERNAL, OUTSIDE);
    }
}
