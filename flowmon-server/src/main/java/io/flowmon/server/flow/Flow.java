/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything done under one correlation id.
 *
 * @param start the earliest time that an event tells of, by its sender's clock
 * @param end the latest time that an event tells of
 * @param modules module types in the order in which they took part
 * @param messages every message, parents before their children, siblings by time: the tree read from top to bottom
 * @param unattached steps whose events name no message
 * @param moments every event, causes before their effects, otherwise by time
 * @param storedEvents number of events that are stored; more than there are moments if the flow is cut
 * @param restOfEvents cursor of the events that do not stand here; null if there are none
 */
public record Flow(
        String correlationId,
        Instant start,
        Instant end,
        List<String> modules,
        List<Message> messages,
        List<Step> unattached,
        List<Moment> moments,
        long storedEvents,
        @Nullable String restOfEvents) {

    /** The same flow, told to be the first part of a larger one. */
    Flow asFirstPart(long events, @Nullable String rest) {
        return new Flow(correlationId, start, end, modules, messages, unattached, moments, events, rest);
    }

    /** Whether there are events that do not stand here, because one answer does not hold them. */
    public boolean isCut() {
        return restOfEvents != null;
    }

    /** Every step, in the order of the tree; those without a message last. */
    public Stream<Step> steps() {
        return Stream.concat(messages.stream().flatMap(Message::steps), unattached.stream());
    }

    /** From the begin of the first action to the end of the last. */
    public Duration duration() {
        return Duration.between(start, end);
    }

    /** Number of steps that have ended: what a flow's summary counts. */
    public long endedSteps() {
        return steps().filter(step -> step.closing() != null).count();
    }

    /** Number of steps that began and have not ended. */
    public long openSteps() {
        return steps().filter(Step::open).count();
    }

    /** Where its time went, from its end back to its begin: the steps that all others had to wait for. */
    public List<Stretch> criticalPath() {
        return CriticalPath.of(this);
    }

    /** The worst outcome among the steps that have ended, or null while none has. */
    public @Nullable String outcome() {
        return Outcomes.worst(steps().map(Step::outcome));
    }
}
