/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import io.flowmon.rules.event.EventLoss;
import io.flowmon.rules.event.RuleEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is stored, in the order of storing, as rules see it. Any thread. */
public interface EventLog {

    /**
     * The events after {@code sequence}, ascending.
     *
     * @throws IOException when the store cannot be read now
     */
    List<RuleEvent> after(long sequence, int limit) throws IOException;

    /** What was received before that has been stored, or never will be. */
    Instant settledUpTo();

    /**
     * The number before that of the first event that was received at {@code time} or later; of the last one if there is
     * none; 0 if there is nothing.
     *
     * @throws IOException as above
     */
    long lastBefore(Instant time) throws IOException;

    /**
     * The time of the oldest event that senders say to hold, by this server's clock, of those that were heard of after
     * {@code heard}.
     *
     * @throws IOException as above
     */
    Optional<Instant> oldestUnsent(Instant heard) throws IOException;

    /**
     * The senders that were heard of after {@code heard}.
     *
     * @throws IOException as above
     */
    List<HeardSender> senders(Instant heard) throws IOException;

    /**
     * What senders said to have dropped after {@code time}, the newest first, a bounded number.
     *
     * @throws IOException as above
     */
    List<EventLoss> losses(Instant time) throws IOException;
}
