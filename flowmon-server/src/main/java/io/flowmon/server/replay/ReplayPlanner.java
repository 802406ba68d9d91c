/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay;

import io.flowmon.core.context.Uuids;
import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.message.Ledger;
import io.flowmon.server.message.Payload;
import io.flowmon.server.query.QueryScope;
import io.flowmon.server.replay.target.ReplayTargets;
import io.flowmon.server.replay.target.Resend;
import io.flowmon.server.store.MessageState;
import io.flowmon.server.store.MessageStore;
import io.flowmon.server.store.MessageSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
     * Plans the first of these messages, in their order: as many as can be held at once, at least one. Those of which nothing
     * is stored any more are left out.
     *
     * @param ids not empty
     */
    Part planFirstOf(List<UUID> ids) {
        return QueryScope.inner(() -> {
            Ledger.Excerpt excerpt = ledger.firstOf(ids);
            Map<UUID, MessageSummary> known = new HashMap<>();
            store.messages(excerpt.ids(), ledger.lostBefore())
                    .forEach(message -> known.put(message.messageId(), message));
            SealedOriginals.Found originals = vault.find(excerpt.ids());
            List<PlannedMessage> planned = new ArrayList<>();
            List<UUID> part = originals.firstOf(excerpt.ids(), MOST_FROM_THE_VAULT);
            for (UUID id : part) {
                MessageSummary message = known.get(id);
                if (message != null) {
                    planned.add(
                            excerpt.cut()
                                    ? PlannedMessage.blocked(
                                            message, null, "More is stored about it than can be read at once.")
                                    : plan(message, excerpt.events().getOrDefault(id, List.of()), originals));
                }
            }
            return new Part(part.size(), planned);
        });
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
        StoredEvent sent = Originals.sentBy(events);
        Payload payload = Payload.of(events);
        if (sent == null) {
            return PlannedMessage.blocked(
                    message, payload, "Nobody reported sending it: it is not known where it went.");
        }
        boolean call = message.kind().equals("call");
        Sealed sealed = originals.of(message.messageId(), sent, payload);
        String obstacle = sealed == null ? payloadObstacle(payload, call) : null;
        if (obstacle != null) {
            String noOriginal = originals.obstacle(message.messageId(), sent, payload);
            obstacle = noOriginal == null ? obstacle : obstacle + ' ' + noOriginal;
        } else {
            obstacle = Originals.obstacle(sent, events, sealed == null ? payload : null);
        }
        if (obstacle == null && call) {
            obstacle = Originals.addressObstacle(sent);
        }
        if (obstacle != null) {
            return PlannedMessage.blocked(message, payload, obstacle);
        }
        Resend resend = new Resend(
                Uuids.create(),
                message.messageId(),
                message.correlationId(),
                Instant.now(),
                Originals.destination(sent, events),
                Originals.carrierOf(sent),
                sealed != null ? NOT_YET_OPENED : payload == null ? new byte[0] : Originals.bytes(payload),
                call ? Originals.call(sent, payload, sealed != null) : null);
        String refusal = targets.refusal(resend);
        return refusal == null
                ? new PlannedMessage(message, resend, payload, sealed, null, null, caution(message, payload, sealed))
                : PlannedMessage.blocked(message, payload, refusal);
    }

    /** A message without any payload is none; a call may well have no body. */
    private static @Nullable String payloadObstacle(@Nullable Payload payload, boolean call) {
        if (payload == null) {
            return call ? null : "Its payload was not kept.";
        }
        return switch (payload.gap()) {
            case NONE -> null;
            case MASKED -> "Its payload holds values that the service masked.";
            case CUT -> "Its payload was cut: the service keeps less of it than it had.";
            case NOT_KEPT -> "Its payload was not kept, its size alone.";
            case UNREAD -> "Its payload was not read to its end, and is known in part.";
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
