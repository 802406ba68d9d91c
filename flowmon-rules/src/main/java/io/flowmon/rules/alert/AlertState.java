/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.alert;

/** Where an alert is in its life. */
public enum AlertState {
    /** It has just begun. */
    RAISED,
    /** It goes on, with new figures. */
    UPDATED,
    /** It is over. */
    RESOLVED
}
