/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay;

import io.flowmon.core.vault.SealedFor;
import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.message.Payload;
import io.flowmon.server.replay.target.Resend;
import io.flowmon.server.store.VaultStore;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A payload whose original lies in the vault.
 *
 * @param claims what the sender's events say it was; the one for which it opens is true, and the others are anybody's
 * @param candidates what is in the vault for it, and sealed with keys that are there; at least one
 */
record Sealed(List<Claim> claims, List<VaultStore.Entry> candidates) {

    Sealed {
        claims = List.copyOf(claims);
        candidates = List.copyOf(candidates);
    }

    /**
     * One account of how the message was sent.
     *
     * @param message what the original is sealed for if the account is true
     * @param payload what the account shows of the payload
     * @param resend what is sent if it is true, without its content; null if it cannot be sent
     * @param obstacle why it cannot; null if it can
     */
    record Claim(
            SealedFor message,
            @Nullable Payload payload,
            @Nullable Resend resend,
            @Nullable String obstacle) {}

    /** What the original of a message is sealed for, if this event of its sender is true. */
    static SealedFor placeOf(StoredEvent sent, UUID message) {
        ObjectNode params = sent.serviceParams();
        return new SealedFor(
                message,
                sent.endpoint(),
                sent.peer(),
                text(params, "path"),
                text(params, "query"),
                Originals.routingKey(sent));
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
