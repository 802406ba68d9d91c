/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.recovery;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of the store is not as it was left. Nothing is started on it, so that nothing is lost that can be saved. */
public final class DamagedStoreException extends RuntimeException {

    private final String action;

    private DamagedStoreException(String message, String action, @Nullable Throwable cause) {
        super(message, cause);
        this.action = action;
    }

    /** The file with the events. */
    static DamagedStoreException file(Path file, String why, @Nullable Throwable cause) {
        return new DamagedStoreException(
                file.toAbsolutePath() + " is damaged: " + why,
                "Restore a backup. Or, to begin with an empty store, move " + file.toAbsolutePath() + " and "
                        + logOf(file).toAbsolutePath() + " (if it is there) to another folder, and keep them.",
                cause);
    }

    /** The log of what was committed and is not yet in the file; whole up to {@code position}. */
    static DamagedStoreException log(Path file, long position, String why, @Nullable Throwable cause) {
        Path log = logOf(file).toAbsolutePath();
        String wayOut = position > 0
                ? "keep a copy (cp " + log + " " + log + ".damaged), then truncate -s " + position + " " + log
                : "put the log aside (mv " + log + " " + log + ".damaged)";
        return new DamagedStoreException(
                log + " is damaged: " + why,
                "Restore a backup. Or go on without what was stored after the damage: " + wayOut + ", and start again.",
                cause);
    }

    /** The log is there, the file is gone. */
    static DamagedStoreException gone(Path file) {
        Path log = logOf(file).toAbsolutePath();
        return new DamagedStoreException(
                file.toAbsolutePath() + " is missing, but its log " + log + " is there",
                "Put the file back, or restore a backup. Or, to begin with an empty store, move " + log
                        + " to another folder, and keep it.",
                null);
    }

    static Path logOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".wal");
    }

    String action() {
        return action;
    }
}
