/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay;

import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.message.Payload;
import io.flowmon.server.store.VaultStore;
import io.flowmon.server.vault.Vault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What replays have from the vault: told when they are planned, opened when they are sent, and not before. Any thread. */
@Component
class SealedOriginals {

    private static final String KEYS = "flowmon.server.vault.keys";

    private final Vault vault;

    SealedOriginals(Vault vault) {
        this.vault = vault;
    }

    /** What is there of these messages. */
    Found find(Collection<UUID> messages) {
        Map<UUID, List<VaultStore.Entry>> entries = new HashMap<>();
        vault.entries(messages).forEach(entry -> entries.computeIfAbsent(entry.message(), message -> new ArrayList<>())
                .add(entry));
        return new Found(entries);
    }

    /** Whether the sender says that it sealed the original. */
    static boolean isNoted(StoredEvent sent) {
        return note(sent) != null;
    }

    private static @Nullable JsonNode note(StoredEvent sent) {
        JsonNode note = sent.others() == null ? null : sent.others().get("sealed");
        return note != null && note.isObject() ? note : null;
    }

    /** What was found. */
    final class Found {

        private final Map<UUID, List<VaultStore.Entry>> entries;

        private Found(Map<UUID, List<VaultStore.Entry>> entries) {
            this.entries = entries;
        }

        /** The first of these messages whose originals are about so many bytes together, at least one; all if they are less. */
        List<UUID> firstOf(List<UUID> messages, long bytes) {
            long held = 0;
            int count = 0;
            while (count < messages.size() && (count == 0 || held < bytes)) {
                held += entries.getOrDefault(messages.get(count++), List.of()).stream()
                        .mapToLong(VaultStore.Entry::size)
                        .sum();
            }
            return messages.subList(0, count);
        }

        /** What is there for a message, and sealed with keys that are there. */
        List<VaultStore.Entry> candidates(UUID message) {
            return entries.getOrDefault(message, List.of()).stream()
                    .filter(entry -> vault.hasKey(entry.keyId()))
                    .toList();
        }

        /** Why there is none although the service sealed one; null if it did not. */
        @Nullable
        String obstacle(UUID message, StoredEvent sent, @Nullable Payload payload) {
            JsonNode note = note(sent);
            if (note == null || !isSealable(payload)) {
                return null;
            }
            if (note.path("too_large").asBoolean(false)) {
                return "It is larger than the service seals (flowmon.vault.max-size).";
            }
            if (note.path("unusable").asBoolean(false)) {
                return "Its original came sealed in a way that is not known here.";
            }
            if (note.path("dropped").asBoolean(false) || !vault.isEnabled()) {
                return "Its original came sealed, and this server keeps no vault (flowmon.server.vault.enabled).";
            }
            String missing = entries.getOrDefault(message, List.of()).stream()
                    .map(VaultStore.Entry::keyId)
                    .distinct()
                    .collect(Collectors.joining(", "));
            return missing.isEmpty()
                    ? "The time of its original in the vault is over (flowmon.server.vault.retention)."
                    : "Its original is sealed with the key " + missing + ", which this server does not have (" + KEYS
                            + ").";
        }

        private static boolean isSealable(@Nullable Payload payload) {
            return payload != null && (payload.gap() == Payload.Gap.MASKED || payload.gap() == Payload.Gap.NOT_KEPT);
        }
    }

    /** The same messages with their originals in them; those that do not open are blocked. */
    List<PlannedMessage> open(List<PlannedMessage> planned) {
        List<VaultStore.Entry> asked = planned.stream()
                .filter(message -> message.resend() != null)
                .map(PlannedMessage::sealed)
                .filter(Objects::nonNull)
                .flatMap(original -> original.candidates().stream())
                .toList();
        if (asked.isEmpty()) {
            return planned;
        }
        Map<UUID, List<VaultStore.Sealed>> found =
                vault.sealed(asked).stream().collect(Collectors.groupingBy(VaultStore.Sealed::message));
        return planned.stream()
                .map(message -> message.resend() == null || message.sealed() == null
                        ? message
                        : open(
                                message,
                                message.sealed(),
                                found.getOrDefault(message.original().messageId(), List.of())))
                .toList();
    }

    private PlannedMessage open(PlannedMessage message, Sealed expected, List<VaultStore.Sealed> candidates) {
        for (Sealed.Claim claim : expected.claims()) {
            for (VaultStore.Sealed candidate : candidates) {
                Vault.Opened opened = vault.open(candidate, claim.message());
                if (opened != null) {
                    return message.opened(opened, claim);
                }
            }
        }
        return PlannedMessage.blocked(
                message.original(),
                message.payload(),
                candidates.isEmpty()
                        ? "The time of its original in the vault is over (flowmon.server.vault.retention)."
                        : "Its original in the vault cannot be opened: it was changed, or sealed for another message"
                                + " or place than its events tell.");
    }
}
