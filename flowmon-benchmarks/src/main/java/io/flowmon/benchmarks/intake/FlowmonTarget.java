/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.intake;

import io.flowmon.benchmarks.process.JavaProcess;
import io.flowmon.benchmarks.process.ServerProcess;
import io.flowmon.core.context.Uuids;
import io.flowmon.core.wire.PayloadEncoding;
import io.flowmon.core.wire.WireFormatException;
import io.flowmon.core.wire.WireMessage;
import io.flowmon.core.wire.WireMessage.Acknowledgement;
import io.flowmon.core.wire.WireMessage.Batch;
import io.flowmon.core.zeromq.CurveKeyFiles;
import io.flowmon.core.zeromq.CurveKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * A flowmon-server and one sender: a socket, and either batches that are numbered and acknowledged, with at most 4 MB under
 * way as in the starter, or the simplest sender, which sends arrays and hears nothing.
 */
final class FlowmonTarget implements Target {

    private static final long WINDOW_BYTES = 4L << 20;
    private static final long POLL_MILLIS = 2;

    private final ServerProcess server;
    private final boolean acknowledged;
    private final ZContext context = new ZContext();
    private final ZMQ.Socket socket = context.createSocket(SocketType.DEALER);
    private final UUID session = Uuids.create();
    private final RandomEvents events = new RandomEvents(new Random(1));
    private long sent;
    private long stored;

    private FlowmonTarget(ServerProcess server, boolean acknowledged) {
        this.server = server;
        this.acknowledged = acknowledged;
    }

    static FlowmonTarget start(boolean acknowledged) throws IOException, InterruptedException {
        FlowmonTarget target = new FlowmonTarget(ServerProcess.start(), acknowledged);
        target.connect();
        return target;
    }

    /** Acknowledged, and encrypted with the keys of both sides. */
    static FlowmonTarget startWithKeys() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("flowmon-benchmark-keys");
        Path senders = Files.createDirectory(folder.resolve("senders"));
        CurveKeys own = CurveKeys.create();
        CurveKeyFiles.writePublic(own.publicKey(), senders.resolve("benchmark.key"));
        CurveKeys its = CurveKeyFiles.create(folder.resolve("server.key_secret"));
        FlowmonTarget target = new FlowmonTarget(
                ServerProcess.start(
                        "--flowmon.server.zeromq.curve.key-file=" + folder.resolve("server.key_secret"),
                        "--flowmon.server.zeromq.curve.senders=" + senders),
                true);
        target.socket.setCurvePublicKey(ZMQ.Curve.z85Decode(own.publicKey()));
        target.socket.setCurveSecretKey(ZMQ.Curve.z85Decode(own.secretKey()));
        target.socket.setCurveServerKey(ZMQ.Curve.z85Decode(its.publicKey()));
        target.connect();
        return target;
    }

    private void connect() {
        socket.setHandshakeIvl(2_000);
        socket.connect("tcp://127.0.0.1:" + server.eventPort());
    }

    @Override
    public BatchSource source() {
        return events;
    }

    @Override
    public void send(List<byte[]> batches, int eventsEach) throws Exception {
        if (acknowledged) {
            sendAcknowledged(batches);
        } else {
            batches.forEach(socket::send);
        }
        stored += (long) batches.size() * eventsEach;
        while (server.storedEvents() < stored) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private void sendAcknowledged(List<byte[]> batches) throws WireFormatException {
        Deque<Integer> inFlight = new ArrayDeque<>();
        long bytes = 0;
        for (byte[] payload : batches) {
            while (bytes > WINDOW_BYTES) {
                bytes -= release(inFlight);
            }
            List<byte[]> frames = new Batch(session, ++sent, PayloadEncoding.JSON, payload).frames();
            for (int i = 0; i < frames.size(); i++) {
                socket.send(frames.get(i), i + 1 < frames.size() ? ZMQ.SNDMORE : 0);
            }
            inFlight.add(payload.length);
            bytes += payload.length;
        }
        while (!inFlight.isEmpty()) {
            release(inFlight);
        }
    }

    /** Waits for an answer; how many bytes of what is in flight it acknowledges. */
    private long release(Deque<Integer> inFlight) throws WireFormatException {
        List<byte[]> frames = new ArrayList<>();
        do {
            frames.add(socket.recv());
        } while (socket.hasReceiveMore());
        long released = 0;
        if (WireMessage.parse(frames) instanceof Acknowledgement answer) {
            while (inFlight.size() > sent - answer.number()) {
                released += inFlight.remove();
            }
        }
        return released;
    }

    @Override
    public JavaProcess process() {
        return server.process();
    }

    @Override
    public long stop() throws IOException {
        return server.stop();
    }

    @Override
    public void close() throws IOException {
        context.close();
        server.close();
    }
}
