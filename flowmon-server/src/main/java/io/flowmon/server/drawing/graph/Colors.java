/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.graph;

/** The colours of marks: to be told apart, and to be read on white and on black. */
final class Colors {

    private Colors() {}

    /** The colour, as {@code #rrggbb}. */
    static String of(Mark mark) {
        return switch (mark) {
            case NONE -> "#333333";
            case FAILED, CHANGED -> "#d32f2f";
            case ADDITIONAL -> "#1976d2";
            case MISSING -> "#757575";
        };
    }
}
