/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.event;

/** When the bodies of a call or a message are sent. */
public enum BodyMode {
    /** With every event that has them. */
    ALWAYS,
    /** Kept in memory, and sent with the end of an action that failed or was slow. */
    ON_TROUBLE,
    /** Counted only: nothing is copied. */
    NEVER
}
