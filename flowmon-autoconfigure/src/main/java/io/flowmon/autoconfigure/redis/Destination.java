/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

/** Where messages are sent and taken from. */
interface Destination {

    String name();

    /** As events name it. */
    String endpoint();

    /** Whether messages are sent to it without ids. */
    boolean plain();

    /** Whether whatever lies there was received before. */
    default boolean isProcessing() {
        return false;
    }
}
