/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.definition;

/** How much an alert matters, least first. */
public enum Severity {
    /** Worth knowing. */
    INFO,
    /** Somebody should look at it in working hours. */
    WARNING,
    /** Somebody should look at it now. */
    CRITICAL
}
