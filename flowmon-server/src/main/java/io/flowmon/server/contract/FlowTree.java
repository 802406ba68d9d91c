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
 * original stands.
 *
 * @param root the first message; null if there is none without a cause
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
        Map<UUID, SentMessage> nodes = new HashMap<>();
        SentMessage root = null;
        List<SentMessage> strays = new ArrayList<>();
        for (Message message : flow.messages()) {
            SentMessage original = original(message, outline.replays(), nodes);
            if (original != null) {
                original.sentAgain(message);
                nodes.put(message.id(), original);
                continue;
            }
            SentMessage node = new SentMessage(message);
            nodes.put(message.id(), node);
            SentMessage parent = message.placement() == Placement.CHILD ? parent(message, nodes) : null;
            if (parent != null) {
                parent.causes(node);
            } else if (root == null && message.placement() == Placement.ROOT) {
                root = node;
            } else {
                strays.add(node);
            }
        }
        Instant arrived = outline.events().stream()
                .map(StoredEvent::receivedAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return new FlowTree(outline.correlationId(), root, strays, flow, flow.end(), arrived);
    }

    private static @Nullable SentMessage original(
            Message message, Map<UUID, UUID> replays, Map<UUID, SentMessage> nodes) {
        UUID original = replays.get(message.id());
        return original == null ? null : nodes.get(original);
    }

    private static @Nullable SentMessage parent(Message message, Map<UUID, SentMessage> nodes) {
        return message.parentId() == null ? null : nodes.get(message.parentId());
    }
}
