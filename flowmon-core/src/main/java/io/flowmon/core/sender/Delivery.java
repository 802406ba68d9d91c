/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import io.flowmon.core.context.Uuids;
import io.flowmon.core.wire.WireMessage;
import io.flowmon.core.wire.WireMessage.Acknowledgement;
import io.flowmon.core.wire.WireMessage.Rejection;
import io.flowmon.core.wire.WireMessage.Window;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides where a batch goes: into the window on fresh events, or, when the server takes none of them, into the backlog
 * on disk. Used by the sender's thread alone, but for the counts.
 */
final class Delivery {

    private static final Logger LOG = System.getLogger(EventSender.class.getName());

    /** A server that has answered nothing for so long while the window is full does not keep up. */
    private static final long STALLED_NANOS = 250_000_000L;

    /** While events go to the backlog, small batches are made at most so often: each costs some 10 KB on disk. */
    private static final long BETWEEN_SMALL_BATCHES_NANOS = 200_000_000L;

    private static final int BATCHES_A_ROUND = 16;

    /** The backlog's part of the window: it must not delay what is fresh. */
    private static final int BACKLOG_PART = 4;

    private final SenderSettings settings;
    private final EventQueue queue;
    private final BatchEncoder encoder;
    private final FlowControl flow;
    private final Spooling spooling;
    private final SpareArrays spare;
    private final DeliveryWindow window;
    private long movedAt = System.nanoTime();
    private long overflowedAt = System.nanoTime();

    Delivery(
            SenderSettings settings,
            EventQueue queue,
            BatchEncoder encoder,
            SpareArrays spare,
            SenderCounters counters,
            Spooling spool) {
        this.settings = settings;
        this.queue = queue;
        this.encoder = encoder;
        this.spooling = spool;
        this.flow = new FlowControl(settings.windowBytes());
        this.spare = spare;
        this.window = new DeliveryWindow(Uuids.create(), 1, settings, counters, spool.live(), spare, System.nanoTime());
    }

    UUID session() {
        return window.session();
    }

    boolean hasRoom() {
        return window.bytes() < flow.window(System.nanoTime()) && spooling.hasRoomForLive();
    }

    /** Whether fresh events wait, or the server still owes their acknowledgement. */
    boolean hasFresh() {
        return !window.isEmpty() || encoder.oldestWaiting() != null;
    }

    /** Whether everything fresh is on disk. */
    boolean isSafe() {
        return spooling.isOpen() && encoder.oldestWaiting() == null;
    }

    /** Events in flight. Any thread. */
    int inFlight() {
        return window.events() + spooling.backlog().inFlight();
    }

    /** Whether the server has asked to wait. Any thread. */
    boolean paused() {
        return flow.paused();
    }

    /** Makes batches of what waits; true if more waits and there is room. */
    boolean collect(boolean closing) {
        spooling.openIfDue(window);
        boolean more = collectLive();
        if (spooling.isOpen() && !hasRoom() && encoder.oldestWaiting() != null) {
            if (closing || stalled()) {
                overflow(closing);
            }
            return false;
        }
        return more;
    }

    void send(Predicate<WireMessage> transport) {
        long now = System.nanoTime();
        long limit = flow.window(now);
        window.send(limit, now, transport);
        if (limit > 0) {
            long part = Math.max(1, limit / BACKLOG_PART);
            spooling.withBacklog(() -> spooling.backlog().send(part, now, transport));
        }
        spooling.tidy();
    }

    /** Whether there is something to send at once. */
    boolean hasMore() {
        return !flow.paused() && spooling.isOpen() && spooling.backlog().hasMore();
    }

    void handle(WireMessage message) {
        long now = System.nanoTime();
        movedAt = now;
        boolean fresh = message.session().equals(window.session());
        if (message instanceof Acknowledgement acknowledgement) {
            if (fresh) {
                window.acknowledged(acknowledgement, now);
            } else {
                spooling.withBacklog(() -> spooling.backlog().acknowledged(acknowledgement, now));
            }
        } else if (message instanceof Rejection rejection) {
            LOG.log(Level.WARNING, "flowmon: the server rejected a batch: {0}", rejection.reason());
            if (fresh) {
                window.rejected(rejection, now);
            } else {
                spooling.withBacklog(() -> spooling.backlog().rejected(rejection, now));
            }
        } else if (message instanceof Window asked) {
            flow.ask(asked.bytes(), now);
        }
    }

    @Nullable
    Instant oldestUnsent() {
        Instant oldest = window.oldest();
        oldest = earlier(oldest, encoder.oldestWaiting());
        return earlier(oldest, spooling.backlog().oldest());
    }

    /** Leaves on disk what can be left there, and gives up the rest; how many events that were. */
    long close() {
        if (hasFresh()) {
            spooling.open(window);
        }
        while (spooling.isOpen() && encoder.oldestWaiting() != null) {
            overflow(true);
        }
        int inFlight = window.events();
        long kept = spooling.close();
        window.discard();
        return Math.max(0, inFlight - kept) + encoder.discard();
    }

    /** Nothing counts as in flight before it is on disk, where a spool is asked for. */
    private boolean collectLive() {
        List<EncodedBatch> made = new ArrayList<>();
        long bytes = 0;
        boolean more = false;
        try {
            while (hasRoom() && window.bytes() + bytes < flow.window(System.nanoTime())) {
                EncodedBatch batch = encoder.next();
                if (batch == null) {
                    break;
                }
                made.add(batch);
                spooling.appendLive(window.session(), window.nextNumber() + made.size() - 1, batch);
                bytes += batch.payload().length;
                if (batch.events() < settings.batchEvents()) {
                    more = encoder.oldestWaiting() != null && hasRoom();
                    break;
                }
            }
            spooling.commit();
        } finally {
            if (window.isEmpty()) {
                movedAt = System.nanoTime();
            }
            made.forEach(window::add);
            spare.trim(window.bytes());
        }
        return more;
    }

    private boolean stalled() {
        long now = System.nanoTime();
        boolean crowded = queue.size() > settings.queueEvents() / 2 || queue.bytes() > settings.queueBytes() / 2;
        boolean worthABatch = queue.size() >= settings.batchEvents() || queue.bytes() >= settings.batchBytes();
        return crowded
                || (now - movedAt > STALLED_NANOS && (worthABatch || now - overflowedAt > BETWEEN_SMALL_BATCHES_NANOS));
    }

    private void overflow(boolean all) {
        for (int i = 0; i < BATCHES_A_ROUND && spooling.isOpen(); i++) {
            EncodedBatch batch = encoder.next();
            if (batch == null) {
                break;
            }
            spooling.appendBacklog(batch);
            if (!all && batch.events() < settings.batchEvents()) {
                break;
            }
        }
        spooling.commit();
        overflowedAt = System.nanoTime();
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
