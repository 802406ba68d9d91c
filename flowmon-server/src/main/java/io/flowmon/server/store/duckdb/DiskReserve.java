/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.StoreSpace;
import io.flowmon.server.store.duckdb.query.SpillRoom;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Says when to stop before the disk is full. The database needs some room to bring its log into its file, and to remove
 * what is old. Space that is free inside the file counts as free, as long as there is room for the log as well.
 */
final class DiskReserve implements StoreSpace, SpillRoom {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Path folder;
    private final Path file;
    private final Path log;
    private final DataSize minFree;
    private final FreeSpace disk;
    private long lookedAt = System.nanoTime() - LOOK_NANOS;
    private @Nullable String shortage;

    DiskReserve(Path folder, DataSize minFree, FreeSpace disk) {
        this.folder = folder;
        this.file = folder.resolve(Database.FILE);
        this.log = folder.resolve(Database.FILE + ".wal");
        this.minFree = minFree;
        this.disk = disk;
    }

    static DiskReserve of(Path folder, DataSize minFree) {
        return new DiskReserve(folder, minFree, () -> {
            FileStore store = Files.getFileStore(folder);
            return store.getUsableSpace();
        });
    }

    /** How many bytes this process may still write. */
    @FunctionalInterface
    interface FreeSpace {
        long bytes() throws IOException;
    }

    /** Brings the log into the file, and tells how many bytes of the file can be used again. */
    @FunctionalInterface
    interface Reclaim {
        long bytes() throws SQLException;
    }

    /** What is short, in words; null when there is room. Looks at the disk twice a second at most. The writer's thread. */
    @Nullable
    String shortage(Reclaim reclaim) throws SQLException {
        long now = System.nanoTime();
        if (now - lookedAt >= LOOK_NANOS) {
            shortage = look(reclaim);
            lookedAt = now;
        }
        return shortage;
    }

    @Override
    public Usage usage() throws IOException {
        return new Usage(size(file), size(log), disk.bytes());
    }

    /** What is free beyond the reserve: questions take nothing of it. */
    @Override
    public long bytes() {
        try {
            return disk.bytes() - minFree.toBytes();
        } catch (IOException unknown) {
            return 0;
        }
    }

    private @Nullable String look(Reclaim reclaim) throws SQLException {
        long least = minFree.toBytes();
        try {
            long free = disk.bytes();
            if (free >= least) {
                return null;
            }
            long reusable = 0;
            if (free > size(log)) {
                reusable = reclaim.bytes();
                free = disk.bytes();
            }
            if (free >= least || (free >= least / 2 && free + reusable >= least)) {
                return null;
            }
            return "The disk of " + folder.toAbsolutePath() + " has "
                    + DataSize.ofBytes(free).toMegabytes() + " MB free; " + minFree.toMegabytes()
                    + " MB are to stay free (flowmon.server.disk.min-free)";
        } catch (IOException unknown) {
            throw new SQLException(
                    "Cannot tell how much of the disk of " + folder.toAbsolutePath() + " is free: " + unknown, unknown);
        }
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }
}
