/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay;

import io.flowmon.core.context.Uuids;
import io.flowmon.core.vault.SealedFor;
import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.message.Ledger;
import io.flowmon.server.message.Payload;
import io.flowmon.server.query.QueryScope;
import io.flowmon.server.replay.target.ReplayTargets;
import io.flowmon.server.replay.target.Resend;
import io.flowmon.server.store.MessageState;
import io.flowmon.server.store.MessageStore;
import io.flowmon.server.store.MessageSummary;
import io.flowmon.server.store.VaultStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds out which messages can be sent again, as what, and why the others cannot. Sends nothing. Any thread. */
@Component
class ReplayPlanner {

    /** About so many bytes of originals are held at once when they are sent. */
    private static final long MOST_FROM_THE_VAULT = 16 << 20;

    /** Stands for an original until it is sent: an object, as an entry of a stream is one. */
    private static final byte[] NOT_YET_OPENED = {'{', '}'};

    private final Ledger ledger;
    private final MessageStore store;
    private final ReplayTargets targets;
    private final SealedOriginals vault;

    ReplayPlanner(Ledger ledger, MessageStore store, ReplayTargets targets, SealedOriginals vault) {
        this.vault = vault;
        this.ledger = ledger;
        this.store = store;
        this.targets = targets;
    }

    /**
     * Plans the first of these messages, in their order: as many as can be told of at once, at least one. Those of which
     * nothing is stored any more are left out.
     *
     * @param ids not empty
     */
    Part planFirstOf(List<UUID> ids) {
        return QueryScope.inner(() -> plan(ids, vault.find(ids)));
    }

    /**
     * The same for those that are sent at once: as many as have originals that can be held together, at least one.
     *
     * @param ids not empty
     */
    Part planNextOf(List<UUID> ids) {
        return QueryScope.inner(() -> {
            SealedOriginals.Found originals = vault.find(ids);
            return plan(originals.firstOf(ids, MOST_FROM_THE_VAULT), originals);
        });
    }

    private Part plan(List<UUID> ids, SealedOriginals.Found originals) {
        Ledger.Excerpt excerpt = ledger.firstOf(ids);
        Map<UUID, MessageSummary> known = new HashMap<>();
        store.messages(excerpt.ids(), ledger.lostBefore()).forEach(message -> known.put(message.messageId(), message));
        List<PlannedMessage> planned = new ArrayList<>();
        for (UUID id : excerpt.ids()) {
            MessageSummary message = known.get(id);
            if (message != null) {
                planned.add(
                        excerpt.cut()
                                ? PlannedMessage.blocked(
                                        message, null, "More is stored about it than can be read at once.")
                                : plan(message, excerpt.events().getOrDefault(id, List.of()), originals));
            }
        }
        return new Part(excerpt.ids().size(), planned);
    }

    /** The same messages with their originals out of the vault, ready to be sent; those that do not open are blocked. */
    List<PlannedMessage> open(List<PlannedMessage> planned) {
        return vault.open(planned);
    }

    /**
     * What was planned.
     *
     * @param ids how many ids it is about
     */
    record Part(int ids, List<PlannedMessage> messages) {}

    private PlannedMessage plan(MessageSummary message, List<StoredEvent> events, SealedOriginals.Found originals) {
        List<StoredEvent> senders = Originals.sentBy(events);
        if (senders.isEmpty()) {
            return PlannedMessage.blocked(
                    message, Payload.of(events), "Nobody reported sending it: it is not known where it went.");
        }
        List<VaultStore.Entry> candidates = originals.candidates(message.messageId());
        return candidates.isEmpty()
                ? asShown(message, senders.get(0), events, originals)
                : fromTheVault(message, senders, events, candidates);
    }

    /** What is in the vault is what the service sealed, whatever events tell: it goes where it opens for. */
    private PlannedMessage fromTheVault(
            MessageSummary message,
            List<StoredEvent> senders,
            List<StoredEvent> events,
            List<VaultStore.Entry> candidates) {
        Map<SealedFor, Sealed.Claim> claims = new LinkedHashMap<>();
        for (StoredEvent sent : senders) {
            claims.computeIfAbsent(
                    Sealed.placeOf(sent, message.messageId()), place -> claim(place, message, sent, events));
        }
        Sealed sealed = new Sealed(List.copyOf(claims.values()), candidates);
        for (Sealed.Claim claim : sealed.claims()) {
            if (claim.resend() != null) {
                return new PlannedMessage(
                        message,
                        claim.resend(),
                        claim.payload(),
                        sealed,
                        null,
                        null,
                        caution(message, claim.payload(), sealed));
            }
        }
        Sealed.Claim first = sealed.claims().get(0);
        return PlannedMessage.blocked(message, first.payload(), String.valueOf(first.obstacle()));
    }

    private Sealed.Claim claim(SealedFor place, MessageSummary message, StoredEvent sent, List<StoredEvent> events) {
        Payload payload = Payload.of(List.of(sent));
        String obstacle = placeObstacle(message, sent, events, null);
        if (obstacle != null) {
            return new Sealed.Claim(place, payload, null, obstacle);
        }
        Resend resend = resend(message, sent, events, NOT_YET_OPENED, payload, true);
        String refusal = targets.refusal(resend);
        return new Sealed.Claim(place, payload, refusal == null ? resend : null, refusal);
    }

    private PlannedMessage asShown(
            MessageSummary message, StoredEvent sent, List<StoredEvent> events, SealedOriginals.Found originals) {
        Payload payload = payload(sent, events);
        String obstacle = payloadObstacle(payload, message, sent);
        if (obstacle != null) {
            String noOriginal = originals.obstacle(message.messageId(), sent, payload);
            obstacle = noOriginal == null ? obstacle : obstacle + ' ' + noOriginal;
        } else {
            obstacle = placeObstacle(message, sent, events, payload);
        }
        if (obstacle != null) {
            return PlannedMessage.blocked(message, payload, obstacle);
        }
        byte[] content = payload == null ? new byte[0] : Originals.bytes(payload);
        Resend resend = resend(message, sent, events, content, payload, false);
        String refusal = targets.refusal(resend);
        return refusal == null
                ? new PlannedMessage(message, resend, payload, null, null, null, caution(message, payload, null))
                : PlannedMessage.blocked(message, payload, refusal);
    }

    /** The sender's own account if it tells the content, or says that it is sealed; else the fullest one. */
    private static @Nullable Payload payload(StoredEvent sent, List<StoredEvent> events) {
        Payload own = Payload.of(List.of(sent));
        boolean told = own != null
                && (own.gap() == Payload.Gap.NONE || own.gap() == Payload.Gap.MASKED || SealedOriginals.isNoted(sent));
        return told ? own : Payload.of(events);
    }

    private static @Nullable String placeObstacle(
            MessageSummary message, StoredEvent sent, List<StoredEvent> events, @Nullable Payload payload) {
        String obstacle = Originals.obstacle(sent, events, payload);
        return obstacle == null && isCall(message) ? Originals.addressObstacle(sent) : obstacle;
    }

    private static Resend resend(
            MessageSummary message,
            StoredEvent sent,
            List<StoredEvent> events,
            byte[] content,
            @Nullable Payload payload,
            boolean sealed) {
        return new Resend(
                Uuids.create(),
                message.messageId(),
                message.correlationId(),
                Instant.now(),
                Originals.destination(sent, events),
                Originals.carrierOf(sent),
                content,
                isCall(message) ? Originals.call(sent, payload, sealed) : null);
    }

    private static boolean isCall(MessageSummary message) {
        return message.kind().equals("call");
    }

    /** A message without any payload is none; a call may well have no body, unless it says that it had one. */
    private static @Nullable String payloadObstacle(
            @Nullable Payload payload, MessageSummary message, StoredEvent sent) {
        if (payload == null) {
            return isCall(message)
                    ? Originals.declaresBody(sent) ? "Its headers tell of a body, and nothing of that was kept." : null
                    : "Its payload was not kept.";
        }
        return switch (payload.gap()) {
            case NONE -> null;
            case MASKED -> "Its payload holds values that the service masked.";
            case CUT -> "Its payload was cut: the service keeps less of it than it had.";
            case NOT_KEPT -> "Its payload was not kept, its size alone.";
            case UNREAD -> "Its payload was not read or written to its end, and is known in part.";
        };
    }

    private static @Nullable String caution(
            MessageSummary message, @Nullable Payload payload, @Nullable Sealed sealed) {
        List<String> cautions = new ArrayList<>();
        if (message.state() == MessageState.DONE) {
            cautions.add("It was handled already.");
        } else if (message.state() == MessageState.PROCESSING || message.state() == MessageState.RECEIVED) {
            cautions.add("A receiver has it: it may still be handled.");
        } else if (message.state() == MessageState.IN_BUS) {
            cautions.add("It may still lie in the bus.");
        }
        if (message.replays() > 0) {
            cautions.add("It was sent again before, " + message.replays() + " times.");
        }
        if (sealed != null) {
            cautions.add("Its payload will be sent from the vault, with the values that the service masked.");
        } else if (payload != null && !payload.exact()) {
            cautions.add("Its JSON is laid out anew: the same values, other bytes.");
        }
        return cautions.isEmpty() ? null : String.join(" ", cautions);
    }
}
