/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import io.flowmon.server.store.VaultStore;
import io.flowmon.server.vault.Vault;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/vault}: how many originals of masked payloads there are. Nobody gets one here. */
@RestController
class VaultController {

    private final Vault vault;

    VaultController(Vault vault) {
        this.vault = vault;
    }

    /**
     * What it is like.
     *
     * @param keys the names of the keys that this server has
     * @param dropped originals that came in and were not kept, since the start
     */
    record VaultDocument(boolean enabled, SortedSet<String> keys, long dropped, List<HeldDocument> originals) {}

    /**
     * Originals by the name of the key that their services sealed them with.
     *
     * @param opens whether this server has a key of that name
     */
    record HeldDocument(String key, long originals, Instant oldest, boolean opens) {}

    @GetMapping("/api/vault")
    @QueryParameters({})
    VaultDocument vault() {
        Vault.State state = vault.state();
        return new VaultDocument(
                state.enabled(),
                state.keys(),
                state.dropped(),
                vault.held().stream().map(this::document).toList());
    }

    private HeldDocument document(VaultStore.Held held) {
        return new HeldDocument(held.keyId(), held.originals(), held.oldest(), vault.hasKey(held.keyId()));
    }
}
