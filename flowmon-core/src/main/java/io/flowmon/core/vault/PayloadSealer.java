/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.vault;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Seals originals of payloads before they leave their service, up to a size. Any thread may ask for the counters; sealing
 * costs a few microseconds and belongs on the sender's thread.
 */
public final class PayloadSealer {

    private final VaultKey key;
    private final int maxSize;
    private final AtomicLong sealed = new AtomicLong();
    private final AtomicLong tooLarge = new AtomicLong();

    /** Most bytes of an original that a sealer can be told: an event has room for little more. */
    public static final int LARGEST = 2 << 20;

    /**
     * @param maxSize most bytes of an original
     * @throws IllegalArgumentException if it is not from 1 to {@link #LARGEST}
     */
    public PayloadSealer(VaultKey key, int maxSize) {
        if (maxSize < 1 || maxSize > LARGEST) {
            throw new IllegalArgumentException(
                    "The largest original must have from 1 to " + LARGEST + " bytes, not " + maxSize);
        }
        this.key = key;
        this.maxSize = maxSize;
    }

    /** What is sealed; null if the original is too large. */
    public byte @Nullable [] seal(byte[] original, SealedFor message) {
        if (original.length > maxSize) {
            tooLarge.incrementAndGet();
            return null;
        }
        byte[] done = key.seal(original, message);
        sealed.incrementAndGet();
        return done;
    }

    public String keyId() {
        return key.id();
    }

    /** Most bytes of an original. */
    public int maxSize() {
        return maxSize;
    }

    /** How many originals were sealed so far. */
    public long sealed() {
        return sealed.get();
    }

    /** How many were not sealed because they are too large. */
    public long tooLarge() {
        return tooLarge.get();
    }
}
