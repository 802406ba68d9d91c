/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Batches of one session on disk, numbered without gaps. A segment is written from its beginning to its end, and deleted
 * as a whole once all of it is acknowledged. Owned by the sender's thread.
 */
public interface SpoolSegment {

    /** The session that its batches are sent in. */
    UUID session();

    /** Number of the oldest batch that is not acknowledged; {@code last() + 1} if there is none. */
    long first();

    /** Number of the newest batch; {@code first() - 1} if there is none. */
    long last();

    /** Events in the batches from {@link #first} to {@link #last}. */
    long events();

    /** Bytes on disk. */
    long bytes();

    /** A time not after that of any event in it; null if there is none. */
    @Nullable
    Instant oldest();

    /** Adds a batch, with the number {@code last() + 1}. It is on disk after {@link #commit}. */
    void append(EncodedBatch batch);

    /** Reads the batch with this number. */
    EncodedBatch read(long number);

    /** The server has all batches up to {@code number}: {@code events} events. It is on disk after {@link #commit}. */
    void acknowledged(long number, long events);

    /** Gives what is not acknowledged another session, and numbers from {@code first} on. It is on disk after {@link #commit}. */
    void renumber(UUID session, long first);

    /**
     * Writes all changes.
     *
     * @param sync whether it must also survive a crash of the machine
     */
    void commit(boolean sync);

    /** Frees memory and handles until the segment is used again. */
    void park();

    /** Puts a segment that cannot be read aside, for somebody to look at. It is no part of the spool any more. */
    void setAside();

    /** Removes it from the disk. */
    void delete();
}
