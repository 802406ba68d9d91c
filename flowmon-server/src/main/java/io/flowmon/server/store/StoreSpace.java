/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.io.IOException;

/** What the store takes of its disk. Any thread. */
@FunctionalInterface
public interface StoreSpace {

    /** Looks now. */
    Usage usage() throws IOException;

    /**
     * Sizes in bytes.
     *
     * @param file what holds the events
     * @param log what was committed and is not yet in the file
     * @param free what this process may still write to the disk
     */
    record Usage(long file, long log, long free) {}
}
