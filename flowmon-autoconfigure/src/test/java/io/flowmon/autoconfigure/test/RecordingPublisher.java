/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.test;

import io.flowmon.core.event.Event;
import io.flowmon.core.publish.EventPublisher;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Collects events instead of sending them. Any thread. */
public final class RecordingPublisher implements EventPublisher {

    private final List<Event> events = new CopyOnWriteArrayList<>();

    @Override
    public void publish(Event event) {
        events.add(event);
    }

    /** What was published so far, in order. */
    public List<Event> events() {
        return List.copyOf(events);
    }

    /** What was published so far in one flow, in order. */
    public List<Event> eventsOf(String correlationId) {
        return those(event -> event.correlationId().equals(correlationId));
    }

    /** What was published so far of one message type, in order. */
    public List<Event> ofType(String messageType) {
        return those(event -> event.messageType().equals(messageType));
    }

    public void clear() {
        events.clear();
    }

    private List<Event> those(Predicate<Event> wanted) {
        return events.stream().filter(wanted).toList();
    }
}
