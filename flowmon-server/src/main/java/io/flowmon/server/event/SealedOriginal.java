/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.event;

import io.flowmon.core.vault.VaultKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The original of a payload that was masked, sealed by the service that sent it. On its way into the vault; it is no part of
 * the event.
 *
 * @param keyId what the key is called
 * @param sealed nonce, encrypted bytes and tag
 * @param since when it came in first, if it is kept again for another message; null for now
 */
@SuppressWarnings("ArrayRecordComponent") // passed on at once, never compared
public record SealedOriginal(
        String keyId, byte[] sealed, @Nullable Instant since) {

    /** How many bytes the original has. */
    public int size() {
        return sealed.length - VaultKey.OVERHEAD;
    }
}
