/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.nio.file.Path;

/** Copies everything that is stored, as it is at one moment, while events are stored on. */
public interface StoreBackup {

    /** Bytes that a copy needs at most. */
    long size();

    /**
     * Writes a copy that holds at least what was acknowledged before the call. Takes minutes if there is much.
     *
     * @param file does not exist, in the folder of backups
     * @throws StoreBackupException if it cannot be written as a whole; a part of it may be left
     */
    StoreContent copyTo(Path file);

    /** Stops a copy that is being made, from another thread. None can be made any more. */
    void stop();
}
