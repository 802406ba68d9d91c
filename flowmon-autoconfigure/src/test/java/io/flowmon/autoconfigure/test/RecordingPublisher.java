/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.test;

import io.flowmon.core.event.Event;
import io.flowmon.core.publish.EventPublisher;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Collects events instead of sending them. */
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
        return events.stream()
                .filter(event -> event.correlationId().equals(correlationId))
                .toList();
    }

    public void clear() {
        events.clear();
    }
}
