/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.query;

/** How much of the disk is left for what questions put there while they sort and join. Any thread. */
@FunctionalInterface
public interface SpillRoom {

    /** Bytes that may still be written before the store's own reserve is reached; negative when it is. */
    long bytes();
}
