/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.flow;

import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Role;
import io.flowmon.server.event.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One action of one module about one message: sending it, handling it, or something done meanwhile.
 *
 * @param events the action's events by time, at least one
 * @param closing the event that closed the action; null while there is none
 * @param waitedInBus from the sender's begin to the receipt; null when it is not known, which includes clocks that
 *     disagree so much that it would be negative
 */
public record Step(
        List<StoredEvent> events,
        @Nullable StoredEvent closing,
        @Nullable Duration waitedInBus) {

    private static final Set<String> BEGINS = Set.of(
            MessageTypes.BEGIN_CALL,
            MessageTypes.BEGIN_SERVICE_CALL,
            MessageTypes.RECEIVED_MESSAGE,
            MessageTypes.START_PROCESSING);

    public Step {
        events = List.copyOf(events);
    }

    static Step of(List<StoredEvent> events) {
        StoredEvent closing = null;
        for (StoredEvent event : events) {
            closing = closes(event) ? event : closing;
        }
        return new Step(events, closing, null);
    }

    /** The same step, as received after something was sent at {@code sent}. */
    Step sentAt(Instant sent) {
        Instant receipt = begin();
        return new Step(events, closing, receipt.isBefore(sent) ? null : Duration.between(sent, receipt));
    }

    /** The event that says who, where and what: the last one, which knows the route's template. */
    public StoredEvent main() {
        return events.get(events.size() - 1);
    }

    public @Nullable UUID actionId() {
        return main().actionId();
    }

    public String role() {
        return main().role();
    }

    public String moduleType() {
        return main().moduleType();
    }

    public boolean isSender() {
        return role().equals(Role.SENDER.wireName());
    }

    public boolean isReceiver() {
        return role().equals(Role.RECEIVER.wireName());
    }

    static boolean closes(StoredEvent event) {
        return event.outcome() != null || event.elapsedSeconds() != null || event.endTimestamp() != null;
    }

    /** Began, by an event that always has an end, and has not ended. */
    public boolean open() {
        return closing == null && events.stream().anyMatch(event -> BEGINS.contains(event.messageType()));
    }

    /** When it began: for a receiver, when it took the message. */
    public Instant begin() {
        Instant begin = events.get(0).from();
        for (StoredEvent event : events) {
            begin = event.from().isBefore(begin) ? event.from() : begin;
        }
        return begin;
    }

    /** When it ended, or null when that was not reported. */
    public @Nullable Instant end() {
        if (closing == null) {
            return null;
        }
        return closing.endTimestamp() == null ? closing.timestamp() : closing.endTimestamp();
    }

    /** From {@code Received message} to {@code Start processing}; null when it was not reported or is negative. */
    public @Nullable Duration waitedInReceiver() {
        Instant received = timeOf(MessageTypes.RECEIVED_MESSAGE);
        Instant started = timeOf(MessageTypes.START_PROCESSING);
        return received == null || started == null || started.isBefore(received)
                ? null
                : Duration.between(received, started);
    }

    /**
     * How long the work itself took: {@code elapsed_time}, less the wait in the receiver where the action began with
     * the receipt. Null until the end is known.
     */
    public @Nullable Duration work() {
        Duration elapsed = closing == null ? null : closing.elapsed();
        if (closing == null || elapsed == null) {
            return null;
        }
        Instant started = timeOf(MessageTypes.START_PROCESSING);
        Instant begin = closing.beginTimestamp();
        if (started == null || begin == null || !begin.isBefore(started)) {
            return elapsed;
        }
        Duration work = elapsed.minus(Duration.between(begin, started));
        return work.isNegative() ? Duration.ZERO : work;
    }

    public @Nullable String outcome() {
        return closing == null ? null : closing.outcome();
    }

    private @Nullable Instant timeOf(String messageType) {
        for (StoredEvent event : events) {
            if (event.messageType().equals(messageType)) {
                return event.timestamp();
            }
        }
        return null;
    }
}
