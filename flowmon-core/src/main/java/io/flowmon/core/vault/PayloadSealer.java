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

    /** @param maxSize most bytes of an original */
    public PayloadSealer(VaultKey key, int maxSize) {
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
