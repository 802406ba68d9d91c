/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

/** What an advice comes to at today's load. */
enum Verdict {
    /** As many instances as there are hold the target, and fewer do not. */
    ENOUGH,
    /** More are needed. */
    ADD,
    /** Fewer would do. */
    SPARE,
    /** No number of instances holds the target: the work alone takes longer. */
    NOT_BY_INSTANCES,
    CANNOT_TELL
}
