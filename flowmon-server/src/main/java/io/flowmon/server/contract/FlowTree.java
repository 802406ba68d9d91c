/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.flow.Flow;
import io.flowmon.server.flow.FlowAssembler;
import io.flowmon.server.flow.Message;
import io.flowmon.server.flow.Message.Placement;
import io.flowmon.server.store.FlowOutline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A flow as contracts see it: its first message, and below it what that caused. A message that was sent again stands where the
 * original stands. One that several modules received stands there once for each of them, with what that one caused.
 *
 * @param root the first message, whoever received it; null if there is none without a cause
 * @param strays messages whose cause is not known, and further ones without any
 * @param end the latest time that an event tells of
 * @param arrived when its last event was received
 */
record FlowTree(
        String correlationId,
        @Nullable SentMessage root,
        List<SentMessage> strays,
        Flow flow,
        Instant end,
        Instant arrived) {

    static FlowTree of(FlowOutline outline) {
        Flow flow = FlowAssembler.assemble(outline.correlationId(), outline.events());
        Map<UUID, Sending> byId = new HashMap<>();
        List<Sending> sendings = new ArrayList<>();
        Sending first = null;
        for (Message message : flow.messages()) {
            UUID replayed = outline.replays().get(message.id());
            Sending original = replayed == null ? null : byId.get(replayed);
            if (original != null) {
                original.sentAgain(message);
                byId.put(message.id(), original);
                continue;
            }
            Sending sending = new Sending(message, parent(message, byId));
            byId.put(message.id(), sending);
            sendings.add(sending);
            first = first == null && message.placement() == Placement.ROOT ? sending : first;
        }
        List<SentMessage> strays = new ArrayList<>();
        for (Sending sending : sendings) {
            if (!sending.place(sending == first) && sending != first) {
                strays.addAll(sending.messages());
            }
        }
        Instant arrived = outline.events().stream()
                .map(StoredEvent::receivedAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        SentMessage root = first == null ? null : first.messages().get(0);
        return new FlowTree(outline.correlationId(), root, strays, flow, flow.end(), arrived);
    }

    /** When its first event was received. */
    Instant began() {
        return flow.moments().stream()
                .map(moment -> moment.event().receivedAt())
                .min(Comparator.naturalOrder())
                .orElse(arrived);
    }

    private static @Nullable Sending parent(Message message, Map<UUID, Sending> byId) {
        UUID parent = message.placement() == Placement.CHILD ? message.parentId() : null;
        return parent == null ? null : byId.get(parent);
    }
}
