/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import java.util.List;
import java.util.UUID;

/**
 * Keeps batches on disk until the server has stored them. Owned by the sender's thread: no other calls it.
 *
 * <p>Any method, and any of its segments, may throw a {@link SpoolException}: the sender then closes the spool, goes on
 * without it, and opens it again later.
 */
public interface Spool {

    /**
     * Takes hold of a place on disk that no other living process has.
     *
     * @return what was left there and is not acknowledged, oldest first
     */
    List<SpoolSegment> open();

    /**
     * Events that former processes left there and that {@link #open} could not find any more, as far as it can tell;
     * it has told the log of them.
     */
    default long lost() {
        return 0;
    }

    /** A new, empty segment for a session's batches from number {@code first} on. */
    SpoolSegment create(UUID session, long first);

    /** Bytes on disk, of all segments together. */
    long bytes();

    Settings settings();

    /** Lets go of the place; what is not acknowledged stays there. May be called without {@link #open}, and twice. */
    void close();

    /**
     * The spool's bounds.
     *
     * @param maxBytes most bytes on disk
     * @param segmentBytes about how large a segment gets
     * @param giveUp what is given up when there is no more room
     */
    record Settings(long maxBytes, long segmentBytes, GiveUp giveUp) {}

    /** What is given up when there is no more room. */
    enum GiveUp {
        /** The oldest segment. */
        OLDEST,
        /** What comes now. */
        NEWEST
    }
}
