/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import io.flowmon.core.event.MessageTypes;
import io.flowmon.server.event.IncomingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of whole actions, as one instance of a module reports them. */
public record ActionEvents(String flow, String module, String instance, double sampleRate) {

    public static ActionEvents of(String flow, String module, String instance) {
        return new ActionEvents(flow, module, instance, 1);
    }

    public ActionEvents sampled(double rate) {
        return new ActionEvents(flow, module, instance, rate);
    }

    /** A call from outside. */
    public List<IncomingEvent> call(String endpoint, Instant begin, double seconds) {
        return call(endpoint, UUID.randomUUID(), begin, seconds);
    }

    public List<IncomingEvent> call(String endpoint, UUID message, Instant begin, double seconds) {
        Shape shape = new Shape(endpoint, "receiver", UUID.randomUUID(), message, null);
        return List.of(
                begin(shape, MessageTypes.BEGIN_CALL, begin),
                end(shape, MessageTypes.END_CALL, begin, plus(begin, seconds)));
    }

    /** A call that the module makes itself while it handles {@code parent}. */
    public List<IncomingEvent> callOut(String endpoint, UUID message, UUID parent, Instant begin, double seconds) {
        Shape shape = new Shape(endpoint, "sender", UUID.randomUUID(), message, parent);
        return List.of(
                begin(shape, MessageTypes.BEGIN_SERVICE_CALL, begin),
                end(shape, MessageTypes.END_SERVICE_CALL, begin, plus(begin, seconds)));
    }

    public List<IncomingEvent> send(
            String endpoint, UUID message, @Nullable UUID parent, Instant begin, double seconds) {
        Shape shape = new Shape(endpoint, "sender", UUID.randomUUID(), message, parent);
        return List.of(end(shape, MessageTypes.SEND_MESSAGE, begin, plus(begin, seconds)));
    }

    /** A message whose time counts from the start of its processing, as the starter reports it. */
    public List<IncomingEvent> handling(
            String endpoint, UUID message, Instant received, Instant started, Instant ended) {
        return handling(endpoint, message, received, started, started, ended);
    }

    public List<IncomingEvent> handlingWithElapsedFromReceipt(
            String endpoint, UUID message, Instant received, Instant started, Instant ended) {
        return handling(endpoint, message, received, started, received, ended);
    }

    private List<IncomingEvent> handling(
            String endpoint, UUID message, Instant received, Instant started, Instant begin, Instant ended) {
        Shape shape = new Shape(endpoint, "receiver", UUID.randomUUID(), message, null);
        return List.of(
                begin(shape, MessageTypes.RECEIVED_MESSAGE, received),
                begin(shape, MessageTypes.START_PROCESSING, started),
                end(shape, MessageTypes.END_PROCESSING, begin, ended));
    }

    private record Shape(
            String endpoint,
            String role,
            UUID action,
            UUID message,
            @Nullable UUID parent) {}

    private IncomingEvent begin(Shape shape, String type, Instant at) {
        return event(shape, type, at, null, null);
    }

    private IncomingEvent end(Shape shape, String type, Instant begin, Instant end) {
        return event(shape, type, end, begin, Duration.between(begin, end).toNanos() / 1e9);
    }

    private IncomingEvent event(
            Shape shape, String type, Instant at, @Nullable Instant begin, @Nullable Double elapsed) {
        return new IncomingEvent(
                UUID.randomUUID(),
                flow,
                at,
                module,
                instance,
                shape.endpoint(),
                type,
                shape.role(),
                shape.action(),
                shape.message(),
                shape.parent(),
                begin,
                begin == null ? null : at,
                elapsed,
                begin == null ? null : "ok",
                null,
                null,
                null,
                null,
                null,
                null,
                shape.role().equals("sender") ? "somewhere" : null,
                null,
                false,
                sampleRate,
                null,
                null,
                null,
                null);
    }

    private static Instant plus(Instant instant, double seconds) {
        return instant.plusNanos(Math.round(seconds * 1e9));
    }
}
