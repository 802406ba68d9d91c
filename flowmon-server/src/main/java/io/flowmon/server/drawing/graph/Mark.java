/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.graph;

/** How an edge stands out. Its label says the same in words: colours alone are not for everybody. */
public enum Mark {
    /** It does not. */
    NONE,
    /** Something that went this way failed. */
    FAILED,
    /** Not the same in two flows. */
    CHANGED,
    /** In one flow and not in the one that it is compared with. */
    ADDITIONAL,
    /** The other way round. */
    MISSING
}
