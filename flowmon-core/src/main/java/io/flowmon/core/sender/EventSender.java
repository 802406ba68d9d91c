/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import io.flowmon.core.encoding.ModuleIdentity;
import io.flowmon.core.event.Event;
import io.flowmon.core.publish.EventPublisher;
import io.flowmon.core.wire.HeartbeatReport.State;
import io.flowmon.core.wire.WireMessage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Takes events from the application's threads into a bounded queue, and delivers them from a thread of its own.
 *
 * <p>{@link #publish} costs the application a few atomic operations, whatever the server does. The sending thread lives
 * until {@link #close}: an event that cannot be encoded is dropped alone, a transport that fails is opened again.
 */
public final class EventSender implements EventPublisher, AutoCloseable {

    private static final Logger LOG = System.getLogger(EventSender.class.getName());

    /** How often the sleeping sender looks at how full its queue is. */
    private static final long GLANCE_NANOS = Duration.ofMillis(50).toNanos();

    /** How long a goodbye may linger in the transport. */
    private static final Duration FAREWELL = Duration.ofMillis(250);

    /** How much longer than asked closing may take: for a transport that is just sending, then for one that hangs. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    /** The same when what is left goes to disk. */
    private static final Duration SPOOL_GRACE = Duration.ofSeconds(5);

    private final ModuleIdentity module;
    private final SenderSettings settings;
    private final Transport transport;
    private final SenderCounters counters = new SenderCounters();
    private final EventQueue queue;
    private final BatchEncoder encoder;
    private final boolean spooled;
    private final Spooling spooling;
    private final Delivery delivery;
    private final Heartbeats heartbeats;
    private final RetryTimer reopen;
    private final ConnectionLog connectionLog;
    private final Thread thread;
    private final AtomicBoolean gaveUp = new AtomicBoolean();
    private volatile boolean closing;
    private volatile long deadline;
    private volatile @Nullable Boolean connected;
    private boolean open;
    private long heartbeatAt = System.nanoTime();

    /** Makes a sender; nothing happens before {@link #start}. */
    public EventSender(
            ModuleIdentity module, EventSerializer serializer, Transport transport, SenderSettings settings) {
        this(module, serializer, transport, null, settings);
    }

    /**
     * Makes a sender; nothing happens before {@link #start}.
     *
     * @param spool keeps batches on disk until they are acknowledged; null for none
     */
    public EventSender(
            ModuleIdentity module,
            EventSerializer serializer,
            Transport transport,
            @Nullable Spool spool,
            SenderSettings settings) {
        this.module = module;
        this.settings = settings;
        this.transport = transport;
        this.queue = new EventQueue(settings.queueEvents(), settings.queueBytes());
        this.spooled = spool != null;
        SpareArrays spare = spooled ? SpareArrays.none() : new SpareArrays(settings.windowBytes());
        this.encoder = new BatchEncoder(queue, serializer, settings, counters, spare);
        this.spooling = new Spooling(spool, settings, counters);
        this.delivery = new Delivery(settings, queue, encoder, spare, counters, spooling);
        this.heartbeats = new Heartbeats(module, Instant.now());
        this.connectionLog = new ConnectionLog(transport.toString(), spooled, System.nanoTime());
        this.reopen = new RetryTimer(settings.retryMin(), settings.retryMax());
        this.thread = new Thread(this::run, "flowmon-sender");
        this.thread.setDaemon(true);
    }

    /** Starts the sending thread. Events that were published before are not lost. */
    public void start() {
        thread.start();
    }

    @Override
    public void publish(Event event) {
        counters.offer();
        if (closing) {
            counters.drop(DropCause.CLOSED, 1);
        } else if (!queue.offer(event)) {
            counters.drop(DropCause.QUEUE_FULL, 1);
        }
    }

    /** What has become of the events so far. Any thread. */
    public SenderStatistics statistics() {
        return new SenderStatistics(
                state(),
                connected,
                counters.offered(),
                counters.recovered(),
                queue.size() + encoder.carriedOver(),
                queue.bytes(),
                delivery.inFlight(),
                spooling.events(),
                spooling.bytes(),
                counters.unspooled(),
                counters.acknowledged(),
                counters.dropped(),
                counters.lastError());
    }

    private SenderState state() {
        if (closing) {
            return thread.isAlive() ? SenderState.CLOSING : SenderState.CLOSED;
        }
        if (!thread.isAlive()) {
            return SenderState.NEW;
        }
        if (!Boolean.TRUE.equals(connected)) {
            return SenderState.CONNECTING;
        }
        return delivery.paused() ? SenderState.WAITING : SenderState.CONNECTED;
    }

    /**
     * Takes no more events, delivers what it has within the settings' shutdown time, leaves the rest in the spool, and
     * without one counts and logs what it gives up. Returns when that is done, and at the latest a little after that time,
     * whatever the transport does; calling it again does nothing.
     */
    @Override
    public void close() {
        if (!closing) {
            deadline = System.nanoTime() + settings.shutdown().toNanos();
            closing = true;
            LockSupport.unpark(thread);
        }
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            thread.join(settings.shutdown().plus(spooled ? SPOOL_GRACE : GRACE).toMillis());
            if (thread.isAlive() && !spooled) { // an interrupt would close the spool's file
                thread.interrupt();
                thread.join(GRACE.toMillis());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        giveUp(Math.max(0, counters.unsettled() - spooling.events()));
    }

    private void run() {
        connectionLog.starts(module.moduleId());
        while (!closing || (hasWork() && System.nanoTime() - deadline < 0)) {
            try {
                work();
            } catch (Throwable error) {
                counters.failed("sending failed, trying again", error);
                closeQuietly(Duration.ZERO);
                LockSupport.parkNanos(closing ? settings.interval().toNanos() : reopen.next());
            }
        }
        sayGoodbye();
    }

    /** What is safe on disk need not wait for a server that is not there. */
    private boolean hasWork() {
        return delivery.hasFresh() && (!delivery.isSafe() || Boolean.TRUE.equals(connected));
    }

    private void work() {
        boolean full = delivery.collect(closing);
        counters.reportOverflow();
        if (!open) {
            transport.open();
            open = true;
        }
        delivery.send(this::give);
        beat();
        receive(full || rested() ? Duration.ZERO : settings.interval());
    }

    /**
     * Waits for the next round, or until the queue fills, where nothing depends on what the server says meanwhile: that is
     * read then, all at once, and the answer to each batch wakes nobody. False where the transport is to wait instead.
     */
    private boolean rested() {
        if (closing || !Boolean.TRUE.equals(connected) || !delivery.hasRoom() || delivery.hasMore()) {
            return false;
        }
        long now = System.nanoTime();
        long rest = Math.min(settings.interval().toNanos(), heartbeatAt - now);
        if (rest <= 0) {
            return false;
        }
        for (long left = rest; left > 0 && !closing; left = now + rest - System.nanoTime()) {
            LockSupport.parkNanos(this, Math.min(left, GLANCE_NANOS));
            if (queue.isCrowded()) {
                break;
            }
        }
        return true;
    }

    /** Handles what the server says, until {@code timeout} is over or there is something to send at once. */
    private void receive(Duration timeout) {
        boolean wasFull = !delivery.hasRoom();
        long end = System.nanoTime() + timeout.toNanos();
        WireMessage message = transport.receive(timeout);
        while (message != null) {
            reopen.reset();
            connected = true;
            delivery.handle(message);
            boolean onward = closing || (wasFull && delivery.hasRoom()) || delivery.hasMore();
            long left = onward ? 0 : Math.max(0, end - System.nanoTime());
            message = transport.receive(Duration.ofNanos(left));
        }
    }

    private boolean give(WireMessage message) {
        boolean taken = transport.send(message);
        connected = taken;
        connectionLog.tried(taken, System.nanoTime());
        return taken;
    }

    private void beat() {
        if (System.nanoTime() - heartbeatAt >= 0 && give(heartbeat(State.UP, delivery.oldestUnsent()))) {
            heartbeatAt = System.nanoTime() + settings.heartbeat().toNanos();
        }
    }

    private WireMessage heartbeat(State state, @Nullable Instant oldestUnsent) {
        return heartbeats.message(delivery.session(), state, statistics(), oldestUnsent);
    }

    private void sayGoodbye() {
        Instant oldest = delivery.oldestUnsent();
        giveUp(delivery.close());
        if (spooling.events() > 0) {
            LOG.log(
                    Level.INFO,
                    "flowmon: {0} events stay in the spool and are sent when the application runs again",
                    spooling.events());
        }
        try {
            if (open) {
                transport.send(heartbeat(State.BYE, spooling.events() > 0 ? oldest : null));
            }
        } catch (RuntimeException error) {
            counters.failed("the goodbye could not be sent", error);
        }
        closeQuietly(FAREWELL);
    }

    /** Counts what is lost, once: by the sending thread, or by whoever closes if that thread cannot be reached. */
    private void giveUp(long lost) {
        if (gaveUp.compareAndSet(false, true) && lost > 0) {
            counters.drop(DropCause.CLOSED, lost);
            LOG.log(
                    Level.WARNING,
                    "flowmon: {0} events could not be delivered within {1} of closing and are given up",
                    lost,
                    settings.shutdown());
        }
    }

    private void closeQuietly(Duration linger) {
        open = false;
        connected = false;
        try {
            transport.close(linger);
        } catch (RuntimeException error) {
            counters.failed("closing the transport failed", error);
        }
    }
}
