/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.vault;

import io.flowmon.core.vault.NotOpenedException;
import io.flowmon.core.vault.SealedFor;
import io.flowmon.core.vault.VaultKey;
import io.flowmon.server.settings.VaultSettings;
import io.flowmon.server.store.VaultStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The originals of masked payloads, and the keys of this server. It gives an original to nobody but a replay that is about
 * to send it. Any thread.
 */
@Component
public final class Vault {

    private final VaultSettings settings;
    private final Map<String, VaultKey> keys;
    private final VaultStore store;
    private final VaultIntake intake;

    Vault(VaultSettings settings, VaultStore store, VaultIntake intake) {
        this.settings = settings;
        this.keys = VaultKeys.of(settings);
        this.store = store;
        this.intake = intake;
    }

    /** Whether originals are kept, and used. */
    public boolean isEnabled() {
        return settings.enabled();
    }

    /** What it is like, without a secret. */
    public State state() {
        return new State(settings.enabled(), new TreeSet<>(keys.keySet()), intake.dropped());
    }

    /** What is there altogether, by key, also while the vault is off: what is in it then goes in time. */
    public List<VaultStore.Held> held() {
        return store.held();
    }

    /** What is there of these messages whose time is not over; nothing while the vault is off. */
    public List<VaultStore.Entry> entries(Collection<UUID> messages) {
        return settings.enabled() ? store.entries(messages, Instant.now().minus(settings.retention())) : List.of();
    }

    /** The same with the sealed bytes. */
    public List<VaultStore.Sealed> sealed(Collection<VaultStore.Entry> entries) {
        return settings.enabled() ? store.sealed(entries) : List.of();
    }

    /** Whether a key of this name is there. */
    public boolean hasKey(String id) {
        return keys.containsKey(id);
    }

    /** The original, with its key; null if it does not open for this message, or there is no key for it. */
    public @Nullable Opened open(VaultStore.Sealed sealed, SealedFor message) {
        VaultKey key = keys.get(sealed.keyId());
        try {
            return key == null ? null : new Opened(key.open(sealed.sealed(), message), key, sealed.since());
        } catch (NotOpenedException notItsOwn) {
            return null;
        }
    }

    /**
     * An original that was opened.
     *
     * @param key to seal it again for the message that repeats it
     * @param since when it came in
     */
    @SuppressWarnings("ArrayRecordComponent") // sent at once, never compared
    public record Opened(byte[] original, VaultKey key, Instant since) {

        /** Without the original. */
        @Override
        public String toString() {
            return "Opened[" + key + "]";
        }
    }

    /**
     * The state of the vault.
     *
     * @param keys the names of the keys that this server has
     * @param dropped sealed originals that came in and were not kept, since the start
     */
    public record State(boolean enabled, SortedSet<String> keys, long dropped) {}
}
