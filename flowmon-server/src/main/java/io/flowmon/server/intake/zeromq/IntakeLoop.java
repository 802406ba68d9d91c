/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.intake.zeromq;

import io.flowmon.core.wire.WireFormatException;
import io.flowmon.core.wire.WireMessage;
import io.flowmon.server.access.curve.CurveGuard;
import io.flowmon.server.intake.IntakeMetrics;
import io.flowmon.server.store.EventStore;
import io.flowmon.server.store.InstanceReport;
import io.flowmon.server.store.Receipt;
import io.flowmon.server.store.WirePosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.ZMQ;
import zmq.Msg;

/**
 * Reads messages, hands them to the store, and sends the answers, all on one thread. While the store has no room the
 * thread keeps the one batch that it could not hand over and reads no further; the senders' own bounds do the rest.
 */
final class IntakeLoop implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(IntakeLoop.class);
    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{C}");
    private static final int MESSAGES_A_ROUND = 64;
    private static final int MAX_FRAMES = 8;
    private static final int SESSIONS_REMEMBERED = 10_000;
    private static final long IDLE_MILLIS = 1_000;
    private static final long NO_ROOM_MILLIS = 10;
    private static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ZMQ.Socket router;
    private final ZMQ.Poller messagesAndAnswers;
    private final ZMQ.Poller answersOnly;
    private final @Nullable CurveGuard guard;
    private final Answers answers;
    private final MessageReader reader;
    private final EventStore store;
    private final IntakeMetrics metrics;
    private final Relief relief;
    private final Windows windows;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Map<UUID, byte[]> peers = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, byte[]> eldest) {
            return size() > SESSIONS_REMEMBERED;
        }
    };
    private @Nullable Held held;
    private long window;
    private boolean warned;
    private volatile boolean stopping;

    IntakeLoop(
            Sockets sockets,
            @Nullable CurveGuard guard,
            Answers answers,
            MessageReader reader,
            EventStore store,
            IntakeMetrics metrics,
            Relief relief,
            Windows windows) {
        this.router = sockets.router();
        this.messagesAndAnswers = sockets.messagesAndAnswers();
        this.answersOnly = sockets.answersOnly();
        this.guard = guard;
        this.answers = answers;
        this.reader = reader;
        this.store = store;
        this.metrics = metrics;
        this.relief = relief;
        this.windows = windows;
        this.window = windows.share();
    }

    /** What the loop needs of the socket library. */
    record Sockets(ZMQ.Socket router, ZMQ.Poller messagesAndAnswers, ZMQ.Poller answersOnly) {}

    @SuppressWarnings("ArrayRecordComponent") // a routing id is handed back to the socket, never compared
    private record Held(byte[] peer, Received.Batch batch) {}

    @Override
    public void run() {
        while (!stopping) {
            guarded(this::round);
        }
        held = null;
        long deadline = System.nanoTime() + FAREWELL_NANOS;
        while (inFlight.get() > 0 && System.nanoTime() < deadline) {
            guarded(() -> {
                answersOnly.poll(NO_ROOM_MILLIS);
                sendAnswers();
            });
        }
        guarded(this::sendAnswers);
    }

    /** Makes {@link #run} end once what was handed over is answered. Any thread. */
    void stop() {
        stopping = true;
        answers.wake();
    }

    private void round() {
        if (guard != null) {
            guard.refresh(router);
        }
        sendAnswers();
        Held waiting = held;
        if (waiting != null) {
            held = null;
            handOver(waiting.peer(), waiting.batch());
        }
        if (held != null) {
            answersOnly.poll(NO_ROOM_MILLIS);
            return;
        }
        messagesAndAnswers.poll(IDLE_MILLIS);
        for (int i = 0; i < MESSAGES_A_ROUND && held == null; i++) {
            byte[] peer = router.recv(ZMQ.DONTWAIT);
            if (peer == null) {
                relief.look();
                return;
            }
            List<byte[]> frames = frames();
            if (!frames.isEmpty()) {
                guarded(() -> receive(peer, frames));
            }
        }
    }

    /** The frames of the message at hand; none if its sender may not deliver. */
    private List<byte[]> frames() {
        List<byte[]> frames = new ArrayList<>(MAX_FRAMES);
        boolean admitted = true;
        while (router.hasReceiveMore()) {
            Msg frame = router.recvMsg();
            FrameBudget.release(frame);
            if (guard != null && frames.isEmpty() && admitted) {
                admitted = guard.admits(frame);
            }
            if (admitted && frames.size() < MAX_FRAMES) {
                frames.add(frame.data());
            }
        }
        return frames;
    }

    private void receive(byte[] peer, List<byte[]> frames) {
        try {
            Instant now = Instant.now();
            Received received = reader.read(frames, now);
            if (received instanceof Received.Batch batch) {
                WirePosition position = batch.batch().position();
                if (position != null) {
                    greet(peer, position.session());
                }
                handOver(peer, batch);
            } else if (received instanceof Received.Report report) {
                greet(peer, report.session());
                store.offer(new InstanceReport(report.session(), report.report(), now));
            }
        } catch (WireFormatException unreadable) {
            metrics.countUnreadable(MessageReader.SOURCE);
            warn("Ignored a message that is none of the protocol: {}", unreadable.getMessage());
        }
    }

    /** Tells the window to a session that is new, or is new on this connection; to all when it has changed a lot. */
    private void greet(byte[] peer, UUID session) {
        long share = windows.share();
        if (share >= 2 * window || share <= window / 2) {
            window = share;
            peers.forEach((other, its) -> send(new Answers.Answer(its, new WireMessage.Window(other, share))));
        }
        byte[] known = peers.put(session, peer);
        if (known == null || !Arrays.equals(known, peer)) {
            send(new Answers.Answer(peer, new WireMessage.Window(session, window)));
        }
    }

    private void handOver(byte[] peer, Received.Batch batch) {
        Optional<CompletableFuture<Receipt>> taken = store.offer(batch.batch());
        if (taken.isEmpty()) {
            held = new Held(peer, batch);
            return;
        }
        inFlight.incrementAndGet();
        CompletableFuture<Void> unused = taken.get().handle((receipt, failure) -> {
            if (receipt != null) {
                metrics.count(batch.batch(), receipt);
                answer(peer, batch, receipt);
            }
            inFlight.decrementAndGet();
            return null;
        });
    }

    private void answer(byte[] peer, Received.Batch batch, Receipt receipt) {
        WirePosition position = batch.batch().position();
        if (position == null) {
            return;
        }
        WireMessage message = receipt.stored() && batch.undecodable() != null
                ? new WireMessage.Rejection(position.session(), position.number(), batch.undecodable())
                : new WireMessage.Acknowledgement(position.session(), receipt.lastNumber());
        answers.add(new Answers.Answer(peer, message));
    }

    private void sendAnswers() {
        answers.clearWakeUp();
        for (Answers.Answer answer = answers.poll(); answer != null; answer = answers.poll()) {
            send(answer);
        }
    }

    private void send(Answers.Answer answer) {
        router.send(answer.peer(), ZMQ.SNDMORE | ZMQ.DONTWAIT);
        List<byte[]> frames = answer.message().frames();
        for (int i = 0; i < frames.size(); i++) {
            router.send(frames.get(i), i + 1 < frames.size() ? ZMQ.SNDMORE | ZMQ.DONTWAIT : ZMQ.DONTWAIT);
        }
    }

    /** Whatever a message does to us, the thread goes on with the next one. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | StackOverflowError poison) {
            metrics.countUnreadable(MessageReader.SOURCE);
            warn("A message could not be handled: {}", poison);
        }
    }

    /** The cause may hold what a stranger wrote: no control characters of theirs reach a terminal. */
    private void warn(String message, @Nullable Object reason) {
        String cause = UNPRINTABLE.matcher(String.valueOf(reason)).replaceAll("?");
        if (warned) {
            log.debug(message, cause);
        } else {
            warned = true;
            log.warn(message + "; further ones are counted, and logged at DEBUG", cause);
        }
    }
}
