/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.flow;

import io.flowmon.server.event.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes a flow's model from its events. Takes any events: what they claim is data, not truth. */
public final class FlowAssembler {

    private FlowAssembler() {}

    /**
     * The flow of the given events, which are sorted by time and not empty.
     */
    public static Flow assemble(String correlationId, List<StoredEvent> events) {
        Map<UUID, MessageDraft> drafts = new LinkedHashMap<>();
        StepGrouping loose = new StepGrouping();
        for (StoredEvent event : events) {
            UUID messageId = event.messageId();
            if (messageId == null) {
                loose.add(event);
            } else {
                drafts.computeIfAbsent(messageId, MessageDraft::new).add(event);
            }
        }
        List<Message> messages = MessageTree.of(drafts);
        List<Step> unattached = new ArrayList<>();
        for (List<StoredEvent> group : loose.groups()) {
            unattached.add(Step.of(group));
        }
        List<Moment> moments = CausalOrder.of(messages, unattached);
        List<String> modules = moments.stream()
                .map(moment -> moment.event().moduleType())
                .distinct()
                .toList();
        return new Flow(
                correlationId,
                start(events),
                end(events),
                modules,
                messages,
                unattached,
                moments,
                moments.size(),
                null);
    }

    private static Instant start(List<StoredEvent> events) {
        Instant start = events.get(0).from();
        for (StoredEvent event : events) {
            start = event.from().isBefore(start) ? event.from() : start;
        }
        return start;
    }

    private static Instant end(List<StoredEvent> events) {
        Instant end = events.get(0).to();
        for (StoredEvent event : events) {
            end = event.to().isAfter(end) ? event.to() : end;
        }
        return end;
    }
}
