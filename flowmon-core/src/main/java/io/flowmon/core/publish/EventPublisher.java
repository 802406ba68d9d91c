/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.publish;

import io.flowmon.core.event.Event;

/** Takes events from the application's threads. */
@FunctionalInterface
public interface EventPublisher {

    /**
     * Takes the event over. Any thread; returns at once, does no I/O, never throws. What cannot be taken is dropped and
     * counted.
     */
    void publish(Event event);
}
