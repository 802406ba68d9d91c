/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import io.flowmon.core.context.Uuids;
import io.flowmon.core.wire.WireMessage;
import io.flowmon.core.wire.WireMessage.Acknowledgement;
import io.flowmon.core.wire.WireMessage.Rejection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What waits on disk: segments that former processes left, and what did not fit into the window on fresh events. They
 * are sent in order, oldest first, in sessions of their own, through a window of their own. Used by the sender's thread
 * alone.
 */
final class Backlog implements SessionLog {

    private static final Logger LOG = System.getLogger(EventSender.class.getName());

    /** What a batch may cost on disk beyond its payload. */
    private static final int OVERHEAD = 64 << 10;

    private final Deque<SpoolSegment> segments = new ArrayDeque<>();
    private final SenderSettings settings;
    private final SenderCounters counters;
    private @Nullable SpoolSegment written;
    private UUID session = Uuids.create();
    private long nextNumber = 1;
    private volatile @Nullable DeliveryWindow window;
    private boolean fullReported;

    Backlog(SenderSettings settings, SenderCounters counters) {
        this.settings = settings;
        this.counters = counters;
    }

    /** A segment that was found on disk. */
    void attach(SpoolSegment segment) {
        segments.add(segment);
    }

    /** Forgets the segments: the spool is closed, and what was in flight will be read again. */
    void detach() {
        segments.clear();
        window = null;
        written = null;
        session = Uuids.create();
        nextNumber = 1;
    }

    /** Adds a batch, or gives it or older ones up when there is no room within {@code limit} bytes on disk. */
    void append(Spool spool, EncodedBatch batch, long limit) {
        if (!makeRoom(batch.length() + OVERHEAD, limit, spool.settings().giveUp())) {
            giveUp(batch.events());
            return;
        }
        SpoolSegment target = written;
        if (target == null || target.bytes() >= spool.settings().segmentBytes()) {
            SpoolSegment next = spool.create(session, nextNumber);
            if (target != null && target != segments.peek()) {
                target.commit(true);
                target.park();
            }
            segments.add(next);
            written = next;
            target = next;
        }
        target.append(batch);
        nextNumber = target.last() + 1;
    }

    void commit(boolean sync) {
        SpoolSegment head = segments.peek();
        if (head != null && head != written) {
            head.commit(false);
        }
        if (written != null) {
            written.commit(sync);
        }
    }

    /** Sends the oldest, up to {@code limit} bytes ahead of the acknowledgements. */
    void send(long limit, long now, Predicate<WireMessage> transport) {
        DeliveryWindow filled = fill(limit, now);
        if (filled != null) {
            filled.send(limit, now, transport);
        }
    }

    void acknowledged(Acknowledgement acknowledgement, long now) {
        DeliveryWindow head = window;
        SpoolSegment segment = segments.peek();
        if (head == null || segment == null || !acknowledgement.session().equals(head.session())) {
            return;
        }
        long number = acknowledgement.number();
        if (number >= head.nextNumber() && (segment != written || number <= segment.last())) {
            storedByFormerProcess(head, segment, Math.min(number, segment.last()), now);
        } else {
            head.acknowledged(acknowledgement, now);
        }
        if (segment == segments.peek()) {
            finish(segment);
        }
    }

    void rejected(Rejection rejection, long now) {
        DeliveryWindow head = window;
        SpoolSegment segment = segments.peek();
        if (head != null && segment != null) {
            head.rejected(rejection, now);
            finish(segment);
        }
    }

    @Override
    public void settled(long number, int events) {
        SpoolSegment segment = segments.peek();
        if (segment != null) {
            segment.acknowledged(number, events);
        }
    }

    @Override
    public void renumbered(UUID newSession, long offset) {
        SpoolSegment segment = segments.peek();
        if (segment != null) {
            segment.renumber(newSession, segment.first() - offset);
            segment.commit(true);
            if (segment == written) {
                session = newSession;
                nextNumber = segment.last() + 1;
            }
        }
    }

    boolean isEmpty() {
        return segments.isEmpty();
    }

    /** Whether more could be sent at once. */
    boolean hasMore() {
        SpoolSegment segment = segments.peek();
        DeliveryWindow head = window;
        return segment != null && (head == null || (head.isEmpty() && segment.first() <= segment.last()));
    }

    /** Events on disk, those in flight included. */
    long events() {
        return segments.stream().mapToLong(SpoolSegment::events).sum();
    }

    /** Events in flight. Any thread. */
    int inFlight() {
        DeliveryWindow head = window;
        return head == null ? 0 : head.events();
    }

    /** A time not after that of any event in here; null if there is none. */
    @Nullable
    Instant oldest() {
        Instant oldest = null;
        for (SpoolSegment segment : segments) {
            Instant one = segment.oldest();
            if (one != null && (oldest == null || one.isBefore(oldest))) {
                oldest = one;
            }
        }
        return oldest;
    }

    private @Nullable DeliveryWindow fill(long limit, long now) {
        SpoolSegment segment = segments.peek();
        if (segment == null) {
            return null;
        }
        DeliveryWindow head = window;
        if (head == null) {
            head = new DeliveryWindow(
                    segment.session(), segment.first(), settings, counters, this, SpareArrays.none(), now);
            window = head;
        }
        try {
            while (head.bytes() < limit && head.nextNumber() <= segment.last()) {
                head.add(segment.read(head.nextNumber()));
            }
        } catch (SpoolException damaged) {
            if (segment == written) {
                throw damaged;
            }
            if (!head.isEmpty()) {
                return head; // what comes before the damage is not lost
            }
            setAside(segment, damaged);
            return null;
        }
        return head;
    }

    private void storedByFormerProcess(DeliveryWindow head, SpoolSegment segment, long number, long now) {
        head.acknowledged(new Acknowledgement(head.session(), head.nextNumber() - 1), now);
        long events = 0;
        try {
            for (long next = segment.first(); next <= number; next++) {
                events += segment.read(next).events();
            }
        } catch (SpoolException damaged) {
            setAside(segment, damaged);
            return;
        }
        segment.acknowledged(number, events);
        counters.acknowledge(events);
        window = null;
    }

    private void finish(SpoolSegment segment) {
        if (segment.first() > segment.last()) {
            remove(segment);
            segment.delete();
        }
    }

    private void setAside(SpoolSegment segment, SpoolException damaged) {
        long lost = segment.events();
        remove(segment);
        counters.drop(DropCause.SPOOL_FAILED, lost);
        LOG.log(
                Level.WARNING,
                "flowmon: a part of the spool cannot be read and is set aside; {0} events in it are lost: {1}",
                lost,
                damaged.getMessage());
        segment.setAside();
    }

    private void remove(SpoolSegment segment) {
        if (segment == segments.peek()) {
            window = null;
        }
        segments.remove(segment);
        if (segment == written) {
            written = null;
        }
    }

    private boolean makeRoom(long bytes, long limit, Spool.GiveUp choice) {
        while (segments.stream().mapToLong(SpoolSegment::bytes).sum() + bytes > limit) {
            SpoolSegment oldest = choice == Spool.GiveUp.NEWEST ? null : oldestAtRest();
            if (oldest == null) {
                return false;
            }
            giveUp(oldest.events());
            remove(oldest);
            oldest.delete();
        }
        return true;
    }

    /**
     * The oldest segment of which nothing is in flight: the next one may go on with the same session, and an answer to
     * what is gone would pass for an answer to that.
     */
    private @Nullable SpoolSegment oldestAtRest() {
        DeliveryWindow head = window;
        Iterator<SpoolSegment> oldestFirst = segments.iterator();
        if (head != null && head.awaitsAnswer()) {
            oldestFirst.next();
        }
        return oldestFirst.hasNext() ? oldestFirst.next() : null;
    }

    private void giveUp(long events) {
        counters.drop(DropCause.SPOOL_FULL, events);
        if (!fullReported) {
            fullReported = true;
            LOG.log(
                    Level.WARNING,
                    "flowmon: the spool is full and events are given up; the application is not affected."
                            + " The counters tell how many.");
        }
    }
}
