/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher.flow;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One message of a flow with all that its sender and its receiver reported about it.
 *
 * @param id the message's id
 * @param events its events, internal ones left out, in the order of the document
 */
record Message(UUID id, List<FlowEvent> events) {

    /** Every parent that any of its events names: one, none for a root, or several in a flow that is broken. */
    Set<UUID> parents() {
        return events.stream()
                .map(FlowEvent::parentMessageId)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    List<FlowEvent> sent() {
        return events.stream().filter(FlowEvent::isSender).toList();
    }

    List<FlowEvent> received() {
        return events.stream().filter(FlowEvent::isReceiver).toList();
    }

    /** The sender's last word, or the receiver's: the event that closes the action. */
    static Optional<FlowEvent> end(List<FlowEvent> events) {
        return events.stream().filter(FlowEvent::isEnd).findFirst();
    }

    String endpoint() {
        List<FlowEvent> known = new ArrayList<>(received());
        known.addAll(events);
        return known.get(0).endpoint();
    }
}
