/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.zeromq;

import io.flowmon.core.wire.WireFormatException;
import io.flowmon.core.wire.WireMessage;
import io.flowmon.core.wire.WireMessage.Acknowledgement;
import io.flowmon.core.wire.WireMessage.Batch;
import io.flowmon.core.wire.WireMessage.Heartbeat;
import io.flowmon.core.wire.WireMessage.Rejection;
import io.flowmon.core.wire.WireMessage.Window;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The server's side of the wire on a real ROUTER socket, with its store in memory: stores a batch if it is the session's
 * next, and acknowledges. What it has stored outlives a stop, like a disk.
 */
public final class RouterServer {

    private final Map<UUID, Long> sessions = new ConcurrentHashMap<>();
    private final Queue<String> stored = new ConcurrentLinkedQueue<>();
    private final Queue<String> batches = new ConcurrentLinkedQueue<>();
    private final Queue<String> heartbeats = new ConcurrentLinkedQueue<>();
    private volatile Predicate<Batch> loses = batch -> false;
    private volatile Predicate<Acknowledgement> keepsQuiet = acknowledgement -> false;
    private volatile Predicate<Batch> refuses = batch -> false;
    private volatile @Nullable Long window;
    private volatile boolean running;
    private volatile Thread thread = new Thread();
    private volatile @Nullable CurveKeys keys;
    private int port;

    /** Binds to a free port, or to the port of the time before. */
    public RouterServer start() throws InterruptedException {
        CountDownLatch bound = new CountDownLatch(1);
        running = true;
        thread = new Thread(() -> serve(bound), "router-server");
        thread.start();
        bound.await();
        return this;
    }

    public void stop() throws InterruptedException {
        running = false;
        thread.join();
    }

    /** From the next start on, only senders that know this key are taken; null: only plain ones. */
    RouterServer withKeys(@Nullable CurveKeys keys) {
        this.keys = keys;
        return this;
    }

    /** Forgets sessions, as a server whose data was wiped. */
    void forgetSessions() {
        sessions.clear();
    }

    void losing(Predicate<Batch> loses) {
        this.loses = loses;
    }

    void keepingQuietOn(Predicate<Acknowledgement> keepsQuiet) {
        this.keepsQuiet = keepsQuiet;
    }

    /** Answers {@code N1} to these, and keeps nothing of them. */
    void refusing(Predicate<Batch> refuses) {
        this.refuses = refuses;
    }

    /** Asks for this window with every answer and at every heartbeat. */
    void asking(long window) {
        this.window = window;
    }

    /** Session and number of every batch that was stored, in order. */
    List<String> batches() {
        return List.copyOf(batches);
    }

    public String endpoint() {
        return "tcp://127.0.0.1:" + port;
    }

    /** Message types of stored events, in the order of storing. */
    public List<String> stored() {
        return List.copyOf(stored);
    }

    public List<String> heartbeats() {
        return List.copyOf(heartbeats);
    }

    private void serve(CountDownLatch bound) {
        try (ZContext context = new ZContext()) {
            ZMQ.Socket router = context.createSocket(SocketType.ROUTER);
            router.setReceiveTimeOut(20);
            CurveKeys own = keys;
            if (own != null) {
                router.setCurveServer(true);
                router.setCurveSecretKey(ZMQ.Curve.z85Decode(own.secretKey()));
            }
            if (port == 0) {
                port = router.bindToRandomPort("tcp://127.0.0.1");
            } else {
                router.bind(endpoint());
            }
            bound.countDown();
            while (running) {
                byte[] sender = router.recv();
                if (sender != null) {
                    List<byte[]> frames = new ArrayList<>();
                    while (router.hasReceiveMore()) {
                        frames.add(router.recv());
                    }
                    handle(router, sender, frames);
                }
            }
        }
    }

    private void handle(ZMQ.Socket router, byte[] sender, List<byte[]> frames) {
        try {
            WireMessage message = WireMessage.parse(frames);
            Long asked = window;
            if (asked != null) {
                send(router, sender, new Window(message.session(), asked));
            }
            if (message instanceof Batch batch && !loses.test(batch)) {
                answer(router, sender, batch);
            } else if (message instanceof Heartbeat heartbeat) {
                heartbeats.add(new String(heartbeat.report(), StandardCharsets.UTF_8));
            }
        } catch (WireFormatException wrong) {
            throw new AssertionError(wrong);
        }
    }

    private void answer(ZMQ.Socket router, byte[] sender, Batch batch) {
        if (refuses.test(batch) && batch.number() == sessions.getOrDefault(batch.session(), 0L) + 1) {
            sessions.put(batch.session(), batch.number());
            send(router, sender, new Rejection(batch.session(), batch.number(), "refused"));
            return;
        }
        Acknowledgement acknowledgement = store(batch);
        if (!keepsQuiet.test(acknowledgement)) {
            send(router, sender, acknowledgement);
        }
    }

    private Acknowledgement store(Batch batch) {
        long last = sessions.getOrDefault(batch.session(), 0L);
        if (batch.number() == last + 1) {
            for (JsonNode event : JsonMapper.shared().readTree(batch.payload())) {
                stored.add(event.get("message_type").stringValue());
            }
            last = batch.number();
            sessions.put(batch.session(), last);
            batches.add(batch.session() + " " + batch.number());
        }
        return new Acknowledgement(batch.session(), last);
    }

    private static void send(ZMQ.Socket router, byte[] sender, WireMessage message) {
        router.sendMore(sender);
        List<byte[]> frames = message.frames();
        for (int i = 0; i < frames.size(); i++) {
            router.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
        }
    }
}
