/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import io.flowmon.core.context.Uuids;
import io.flowmon.core.wire.WireMessage;
import io.flowmon.core.wire.WireMessage.Acknowledgement;
import io.flowmon.core.wire.WireMessage.Rejection;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The batches of a session that are not yet acknowledged, by the rules of the wire: numbers without gaps, everything
 * from the first unacknowledged batch on is sent again when the server has not got it, and a new session is opened when
 * the server's last number is not the one before a batch that this sender holds. Time is nanoseconds of a monotonic
 * clock, given by the caller.
 *
 * <p>Used by the sender's thread alone, but for {@link #events()}.
 */
final class DeliveryWindow {

    /** A repeated acknowledgement tells of a gap; several of them, one for each batch behind the gap, tell it once. */
    private static final long GAP_PAUSE_NANOS = 200_000_000L;

    private final Deque<InFlight> batches = new ArrayDeque<>();
    private final RetryTimer retry;
    private final SenderCounters counters;
    private final SessionLog log;
    private final SpareArrays spare;
    private final AtomicInteger events = new AtomicInteger();
    private UUID session;
    private long nextNumber;
    private long bytes;
    private long retryAt;
    private long nextRewindAt;
    private boolean everSent;

    /**
     * A window on a session whose batches before {@code first} are acknowledged.
     *
     * @param spare where the arrays of acknowledged batches go
     */
    DeliveryWindow(
            UUID session,
            long first,
            SenderSettings settings,
            SenderCounters counters,
            SessionLog log,
            SpareArrays spare,
            long now) {
        this.session = session;
        this.nextNumber = first;
        this.nextRewindAt = now;
        this.retry = new RetryTimer(settings.retryMin(), settings.retryMax());
        this.counters = counters;
        this.log = log;
        this.spare = spare;
    }

    UUID session() {
        return session;
    }

    /** Number of the batch that is added next. */
    long nextNumber() {
        return nextNumber;
    }

    /** Number of the oldest batch held; {@code nextNumber()} if there is none. */
    long firstHeld() {
        return nextNumber - batches.size();
    }

    /** Bytes of memory that the payloads of the batches take that are held. */
    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    /** Events in flight. Any thread. */
    int events() {
        return events.get();
    }

    /** Time of the oldest event in flight; null if there is none. */
    @Nullable
    Instant oldest() {
        Instant oldest = null;
        for (InFlight batch : batches) {
            if (oldest == null || batch.content.oldest().isBefore(oldest)) {
                oldest = batch.content.oldest();
            }
        }
        return oldest;
    }

    void add(EncodedBatch content) {
        batches.add(new InFlight(nextNumber++, content));
        bytes += content.payload().length;
        events.addAndGet(content.events());
    }

    /**
     * Sends what has not been sent yet, in order, as long as {@code transport} takes it and no more than {@code limit}
     * bytes are unacknowledged (one batch always may be, unless the limit is 0); and everything once more when the
     * acknowledgement is overdue.
     */
    void send(long limit, long now, Predicate<WireMessage> transport) {
        if (limit == 0) {
            return;
        }
        if (anySent() && now - retryAt >= 0) {
            rewind();
        }
        long unacknowledged = 0;
        for (InFlight batch : batches) {
            unacknowledged += batch.content.length();
            if (unacknowledged > limit && batch != batches.peek()) {
                return;
            }
            if (!batch.sent) {
                if (!transport.test(batch.message(session))) {
                    return;
                }
                if (!anySent()) {
                    retryAt = now + retry.next();
                }
                batch.sent = true;
                batch.copies++;
                everSent = true;
            }
        }
    }

    /** The server has stored this session up to a batch. */
    void acknowledged(Acknowledgement acknowledgement, long now) {
        if (!acknowledgement.session().equals(session)) {
            return; // of a session that was given up
        }
        long number = acknowledgement.number();
        long firstHeld = firstHeld();
        if (number >= firstHeld && number < nextNumber) {
            settle(number, batch -> counters.acknowledge(batch.content.events()), now);
        } else if (anySent() && now - nextRewindAt >= 0) {
            nextRewindAt = now + GAP_PAUSE_NANOS;
            if (number == firstHeld - 1) {
                rewind();
            } else {
                openNewSession();
            }
        }
    }

    /** The server keeps a batch under rejected: its events are lost to the flow, and counted so. */
    void rejected(Rejection rejection, long now) {
        if (!rejection.session().equals(session) || rejection.number() >= nextNumber) {
            return;
        }
        settle(rejection.number(), batch -> count(batch, rejection.number()), now);
    }

    /** Gives up what is in flight; how many events that were. */
    int discard() {
        int discarded = events.getAndSet(0);
        batches.clear();
        bytes = 0;
        return discarded;
    }

    /** Batches before a rejected one are stored: the server rejects only the one that is next. */
    private void count(InFlight batch, long rejected) {
        if (batch.number == rejected) {
            counters.drop(DropCause.REJECTED, batch.content.events());
        } else {
            counters.acknowledge(batch.content.events());
        }
    }

    private void settle(long number, Consumer<InFlight> fate, long now) {
        List<InFlight> settled = new ArrayList<>();
        for (Iterator<InFlight> held = batches.iterator(); held.hasNext(); ) {
            InFlight batch = held.next();
            if (batch.number > number) {
                break;
            }
            held.remove();
            bytes -= batch.content.payload().length;
            settled.add(batch);
            events.addAndGet(-batch.content.events());
            fate.accept(batch);
            if (batch.copies == 1) { // another may still be on its way to the server
                spare.give(batch.content.payload(), bytes);
            }
        }
        retry.reset();
        retryAt = now + retry.next();
        settled.forEach(batch -> log.settled(batch.number, batch.content.events()));
    }

    /** Whether the server may still answer to what is held. */
    boolean awaitsAnswer() {
        return everSent && !batches.isEmpty();
    }

    private boolean anySent() {
        InFlight first = batches.peek();
        return first != null && first.sent;
    }

    private void rewind() {
        batches.forEach(batch -> batch.sent = false);
    }

    private void openNewSession() {
        long offset = firstHeld() - 1;
        session = Uuids.create();
        nextNumber = 1;
        for (InFlight batch : batches) {
            batch.number = nextNumber++;
        }
        rewind();
        log.renumbered(session, offset);
    }

    private static final class InFlight {

        private final EncodedBatch content;
        private long number;
        private boolean sent;
        private int copies;

        InFlight(long number, EncodedBatch content) {
            this.number = number;
            this.content = content;
        }

        WireMessage message(UUID session) {
            return new WireMessage.Batch(session, number, content.encoding(), content.payload(), content.length());
        }
    }
}
