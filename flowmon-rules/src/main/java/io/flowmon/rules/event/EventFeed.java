/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.event;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The store's events in the order of their numbers, as often as somebody wants to read them. Several rules read at once,
 * each at its own place.
 */
public interface EventFeed {

    /**
     * The events after {@code sequence}, at most {@code limit} of them. Waits up to {@code patience} when there is none,
     * then returns a page without events, which says how far time has come.
     *
     * @throws IOException when the store cannot be read now; the reader fails, and begins again at its last checkpoint
     */
    Page read(long sequence, int limit, Duration patience) throws IOException, InterruptedException;

    /**
     * Who sends, as it is known now, without those who ended long ago.
     *
     * @throws IOException as above
     */
    Senders senders() throws IOException;

    /** The number after which the events are that were received at {@code time} or later; 0 for all. */
    long before(Instant time) throws IOException;

    /**
     * Who sends.
     *
     * @param losses what they have lost of late
     * @param time when that was known, as {@link Page#arrived}
     */
    record Senders(List<SenderState> states, List<EventLoss> losses, Instant time) {

        public Senders {
            states = List.copyOf(states);
            losses = List.copyOf(losses);
        }
    }

    /**
     * Some events and how far time has come with them.
     *
     * @param arrived everything that the server received before this is in this page or an earlier one
     * @param complete as {@code arrived}, also counting what living senders still hold back; never after it
     */
    record Page(List<RuleEvent> events, Instant arrived, Instant complete) {

        public Page {
            events = List.copyOf(events);
        }

        /**
         * How far time may be before each event, and after the last: up to its receipt, so that a rule that reads a day of
         * events comes to the conclusions that it would have come to during that day.
         */
        public List<Instant> arrivals() {
            return times(arrived, RuleEvent::receivedAt);
        }

        /** The same for a rule that waits for senders: not beyond the time of any event that is still to come. */
        public List<Instant> completions() {
            return times(complete, event -> earlier(event.receivedAt(), event.time()));
        }

        private List<Instant> times(Instant last, Function<RuleEvent, Instant> limit) {
            Instant[] times = new Instant[events.size() + 1];
            times[events.size()] = last;
            for (int i = events.size() - 1; i >= 0; i--) {
                times[i] = earlier(times[i + 1], limit.apply(events.get(i)));
            }
            return Arrays.asList(times);
        }

        private static Instant earlier(Instant a, Instant b) {
            return a.isBefore(b) ? a : b;
        }
    }
}
