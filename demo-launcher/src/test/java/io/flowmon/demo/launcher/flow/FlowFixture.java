/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher.flow;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The events of one order, as the contract says them; a test then breaks them. */
final class FlowFixture {

    static final String ID = "flow-1";

    private final List<FlowEvent> events = new ArrayList<>();
    private OffsetDateTime now = OffsetDateTime.parse("2026-01-01T00:00:00Z");

    static FlowFixture order(int messages) {
        var fixture = new FlowFixture();
        UUID root = UUID.randomUUID();
        UUID handling = fixture.begin("frontend", "POST /messages", root, null);
        fixture.call("GET /endpoint1", root, message -> {});
        fixture.call("POST /endpoint2", root, message -> {
            for (int i = 0; i < messages; i++) {
                fixture.queue(message);
            }
        });
        fixture.add("frontend", "POST /messages", "End call", "receiver", handling, root, null, "ok");
        return fixture;
    }

    private void call(String endpoint, UUID parent, Consumer<UUID> inside) {
        UUID message = UUID.randomUUID();
        UUID calling = UUID.randomUUID();
        add("frontend", endpoint, "Begin service call", "sender", calling, message, parent, null);
        UUID handling = begin("middleend", endpoint, message, parent);
        inside.accept(message);
        add("middleend", endpoint, "End call", "receiver", handling, message, parent, "ok");
        add("frontend", endpoint, "End service call", "sender", calling, message, parent, "ok");
    }

    private void queue(UUID parent) {
        String list = "LIST app_queue";
        UUID message = UUID.randomUUID();
        UUID working = UUID.randomUUID();
        add("middleend", list, "Send message", "sender", UUID.randomUUID(), message, parent, "ok");
        add("backend", list, "Received message", "receiver", working, message, parent, null);
        add("backend", list, "Start processing", "receiver", working, message, parent, null);
        add("backend", list, "End processing", "receiver", working, message, parent, "ok");
    }

    private UUID begin(String module, String endpoint, UUID message, @Nullable UUID parent) {
        UUID action = UUID.randomUUID();
        add(module, endpoint, "Begin call", "receiver", action, message, parent, null);
        return action;
    }

    private void add(
            String module,
            String endpoint,
            String type,
            String role,
            UUID action,
            UUID message,
            @Nullable UUID parent,
            @Nullable String outcome) {
        now = now.plusNanos(1_000_000);
        OffsetDateTime begin = outcome == null ? null : begun(action);
        Double elapsed = begin == null ? null : Duration.between(begin, now).toNanos() / 1e9;
        events.add(new FlowEvent(
                UUID.randomUUID(),
                ID,
                now,
                module,
                endpoint,
                type,
                role,
                action,
                message,
                parent,
                begin,
                elapsed,
                outcome));
    }

    private OffsetDateTime begun(UUID action) {
        return events.stream()
                .filter(event -> action.equals(event.actionId()))
                .map(FlowEvent::timestamp)
                .findFirst()
                .orElse(now.minusNanos(500_000));
    }

    FlowFixture without(Predicate<FlowEvent> lost) {
        events.removeIf(lost);
        return this;
    }

    FlowFixture changing(Predicate<FlowEvent> which, UnaryOperator<FlowEvent> change) {
        events.replaceAll(event -> which.test(event) ? change.apply(event) : event);
        return this;
    }

    FlowFixture repeating(Predicate<FlowEvent> which) {
        events.addAll(events.stream().filter(which).toList());
        return this;
    }

    static FlowEvent withParent(FlowEvent event, @Nullable UUID parent) {
        return copy(event, event.correlationId(), parent);
    }

    static FlowEvent withCorrelationId(FlowEvent event, String correlationId) {
        return copy(event, correlationId, event.parentMessageId());
    }

    private static FlowEvent copy(FlowEvent event, String correlationId, @Nullable UUID parent) {
        return new FlowEvent(
                event.eventId(),
                correlationId,
                event.timestamp(),
                event.moduleType(),
                event.endpoint(),
                event.messageType(),
                event.role(),
                event.actionId(),
                event.messageId(),
                parent,
                event.beginTimestamp(),
                event.elapsedTime(),
                event.outcome());
    }

    FlowDocument document() {
        return new FlowDocument(List.copyOf(events));
    }
}
