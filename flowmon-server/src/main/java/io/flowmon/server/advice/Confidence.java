/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

/** How sure an advice is. */
enum Confidence {
    LOW,
    MEDIUM,
    HIGH;

    /** The lesser of both. */
    Confidence and(Confidence other) {
        return compareTo(other) < 0 ? this : other;
    }
}
