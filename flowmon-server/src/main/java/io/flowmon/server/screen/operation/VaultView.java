/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.operation;

import io.flowmon.server.store.VaultStore;
import io.flowmon.server.text.VisibleText;
import io.flowmon.server.vault.Vault;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the vault is like, without a secret.
 *
 * @param dropped originals that came in while it was off, since the start
 * @param originals how many it holds
 */
record VaultView(boolean enabled, long dropped, long originals, List<Key> keys) {

    /**
     * A key by its name: one that services seal with, one that this server has, or both.
     *
     * @param here whether this server has it, and so can open what was sealed with it
     * @param oldest when the first original came in; null without any
     */
    record Key(
            String name,
            boolean here,
            long originals,
            @Nullable Instant oldest) {}

    static VaultView of(Vault vault) {
        Vault.State state = vault.state();
        Map<String, VaultStore.Held> held = new LinkedHashMap<>();
        vault.held().forEach(one -> held.put(one.keyId(), one));
        Set<String> names = new TreeSet<>(state.keys());
        names.addAll(held.keySet());
        return new VaultView(
                state.enabled(),
                state.dropped(),
                held.values().stream().mapToLong(VaultStore.Held::originals).sum(),
                names.stream()
                        .map(name -> key(name, vault.hasKey(name), held.get(name)))
                        .toList());
    }

    private static Key key(String name, boolean here, VaultStore.@Nullable Held held) {
        return new Key(
                VisibleText.line(name), here, held == null ? 0 : held.originals(), held == null ? null : held.oldest());
    }
}
