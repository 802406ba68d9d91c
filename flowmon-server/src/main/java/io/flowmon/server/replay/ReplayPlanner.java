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

    private final Ledger ledger;
    private final MessageStore store;
    private final ReplayTargets targets;

    ReplayPlanner(Ledger ledger, MessageStore store, ReplayTargets targets) {
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
            List<PlannedMessage> planned = new ArrayList<>();
            for (UUID id : excerpt.ids()) {
                MessageSummary message = known.get(id);
                if (message != null) {
                    planned.add(
                            excerpt.cut()
                                    ? PlannedMessage.blocked(
                                            message, null, "More is stored about it than can be read at once.")
                                    : plan(message, excerpt.events().getOrDefault(id, List.of())));
                }
            }
            return new Part(excerpt.ids().size(), planned);
        });
    }

    /**
     * What was planned.
     *
     * @param ids how many ids it is about
     */
    record Part(int ids, List<PlannedMessage> messages) {}

    private PlannedMessage plan(MessageSummary message, List<StoredEvent> events) {
        StoredEvent sent = Originals.sentBy(events);
        Payload payload = Payload.of(events);
        if (sent == null) {
            return PlannedMessage.blocked(
                    message, payload, "Nobody reported sending it: it is not known where it went.");
        }
        boolean call = message.kind().equals("call");
        String obstacle = payloadObstacle(payload, call);
        if (obstacle == null) {
            obstacle = Originals.obstacle(sent, events, payload);
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
                payload == null ? new byte[0] : Originals.bytes(payload),
                call ? Originals.call(sent, payload) : null);
        String refusal = targets.refusal(resend);
        return refusal == null
                ? new PlannedMessage(message, resend, payload, null, caution(message, payload))
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

    private static @Nullable String caution(MessageSummary message, @Nullable Payload payload) {
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
        if (payload != null && !payload.exact()) {
            cautions.add("Its JSON is laid out anew: the same values, other bytes.");
        }
        return cautions.isEmpty() ? null : String.join(" ", cautions);
    }
}
