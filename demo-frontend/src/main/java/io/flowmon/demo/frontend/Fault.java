/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.frontend;

/** What is to go wrong with an order, so that a person can see what the screens say of it. */
enum Fault {
    /** The middle-end spends a second on the order before it sends a message. */
    SLOW_MIDDLEEND,
    /** The backend's work on the last message fails, at its first try. */
    FAILING_BACKEND,
    /** The last message is taken off the list before the backend gets it, and nobody says so. */
    SWALLOWED_MESSAGE
}
