/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher.flow;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * The messages of a flow, joined by {@code message_id} and {@code parent_message_id} alone, so that it checks what the
 * server makes of the same events instead of repeating it.
 */
final class FlowTree {

    private final Map<UUID, Message> messages;

    private FlowTree(Map<UUID, Message> messages) {
        this.messages = messages;
    }

    static FlowTree of(List<FlowEvent> events) {
        Map<UUID, List<FlowEvent>> byMessage = events.stream()
                .filter(event -> event.messageId() != null && (event.isSender() || event.isReceiver()))
                .collect(groupingBy(event -> Objects.requireNonNull(event.messageId()), LinkedHashMap::new, toList()));
        Map<UUID, Message> messages = new LinkedHashMap<>();
        byMessage.forEach((id, about) -> messages.put(id, new Message(id, about)));
        return new FlowTree(messages);
    }

    Collection<Message> messages() {
        return messages.values();
    }

    boolean contains(UUID messageId) {
        return messages.containsKey(messageId);
    }

    List<Message> roots() {
        return messages().stream()
                .filter(message -> message.parents().stream().noneMatch(this::contains))
                .toList();
    }

    List<Message> childrenOf(Message parent) {
        return messages().stream()
                .filter(message -> message.parents().contains(parent.id()))
                .toList();
    }
}
