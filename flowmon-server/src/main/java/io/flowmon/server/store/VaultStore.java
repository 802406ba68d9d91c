/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Where sealed originals of masked payloads are. What is in there is asked for by replays alone. Any thread. */
public interface VaultStore {

    /**
     * What is there of these messages, without the originals. Of one message there may be several, since whoever delivers
     * events may deliver one again, or another: the first few are told.
     *
     * @param since what came in before that is left out
     */
    List<Entry> entries(Collection<UUID> messages, Instant since);

    /** The sealed originals themselves, in the order of coming in. Those that were removed meanwhile are left out. */
    List<Sealed> sealed(Collection<Entry> entries);

    /** What is there altogether, by the names of keys. */
    List<Held> held();

    /**
     * All originals that services sealed with a key of that name.
     *
     * @param oldest when the first of them came in
     */
    record Held(String keyId, long originals, Instant oldest) {}

    /**
     * A sealed original.
     *
     * @param sequence the number of the event that it came with
     * @param size how many bytes the original has
     */
    record Entry(long sequence, UUID message, String keyId, int size) {}

    /**
     * A sealed original with its bytes.
     *
     * @param since when it came in
     */
    @SuppressWarnings("ArrayRecordComponent") // opened at once, never compared
    record Sealed(UUID message, String keyId, byte[] sealed, Instant since) {}
}
