/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay;

import io.flowmon.core.vault.SealedFor;
import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.store.VaultStore;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A payload whose original lies in the vault.
 *
 * @param message what it is sealed for, as the event says that a replay repeats: another event does not open it
 * @param candidates what is in the vault for it, and sealed with keys that are there; at least one
 */
record Sealed(SealedFor message, List<VaultStore.Entry> candidates) {

    Sealed {
        candidates = List.copyOf(candidates);
    }

    static Sealed of(StoredEvent sent, UUID message, List<VaultStore.Entry> candidates) {
        ObjectNode params = sent.serviceParams();
        return new Sealed(
                new SealedFor(message, sent.endpoint(), sent.peer(), text(params, "path"), text(params, "query")),
                candidates);
    }

    /** How many bytes the original has, most likely. */
    int size() {
        return candidates.get(0).size();
    }

    private static @Nullable String text(@Nullable ObjectNode params, String name) {
        return params != null && params.path(name).isString()
                ? params.path(name).stringValue()
                : null;
    }
}
