/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.test;

import io.flowmon.core.event.Event;
import io.flowmon.core.publish.EventPublisher;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the events, in the order in which they were published. Any thread. */
public final class RecordingPublisher implements EventPublisher {

    private final List<Event> events = new CopyOnWriteArrayList<>();

    @Override
    public void publish(Event event) {
        events.add(event);
    }

    public List<Event> events() {
        return events;
    }

    public List<Event> ofType(String messageType) {
        return events.stream()
                .filter(event -> event.messageType().equals(messageType))
                .toList();
    }
}
