/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import io.flowmon.core.wire.WireFormatException;
import io.flowmon.core.wire.WireMessage;
import io.flowmon.core.zeromq.CurveKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** A sender as plain as can be, for tests. */
final class Dealer implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 20_000;

    /** One connection in a hundred hangs in JeroMQ's handshake until this has passed; see RATIONALE.md. */
    private static final int HANDSHAKE_MILLIS = 1_000;

    private final ZContext context = new ZContext();
    private final ZMQ.Socket socket = context.createSocket(SocketType.DEALER);

    Dealer(int port) {
        this(port, null, null);
    }

    /** With keys: its own, and the one by which it knows the server. */
    Dealer(int port, @Nullable CurveKeys own, @Nullable String serverKey) {
        if (own != null && serverKey != null) {
            socket.setCurvePublicKey(ZMQ.Curve.z85Decode(own.publicKey()));
            socket.setCurveSecretKey(ZMQ.Curve.z85Decode(own.secretKey()));
            socket.setCurveServerKey(ZMQ.Curve.z85Decode(serverKey));
        }
        socket.setReceiveTimeOut(TIMEOUT_MILLIS);
        socket.setLinger(TIMEOUT_MILLIS);
        socket.setHandshakeIvl(HANDSHAKE_MILLIS);
        socket.connect("tcp://127.0.0.1:" + port);
    }

    void send(WireMessage message) {
        send(message.frames());
    }

    void send(String frame) {
        socket.send(frame.getBytes(StandardCharsets.UTF_8));
    }

    void send(List<byte[]> frames) {
        for (int i = 0; i < frames.size(); i++) {
            socket.send(frames.get(i), i + 1 < frames.size() ? ZMQ.SNDMORE : 0);
        }
    }

    /** The next message of the server, waiting for it. */
    WireMessage receive() throws WireFormatException {
        List<byte[]> frames = new ArrayList<>();
        do {
            byte[] frame = socket.recv();
            if (frame == null) {
                throw new AssertionError("no answer");
            }
            frames.add(frame);
        } while (socket.hasReceiveMore());
        return WireMessage.parse(frames);
    }

    /** The same, not waiting as long. */
    WireMessage receive(Duration atMost) throws WireFormatException {
        socket.setReceiveTimeOut((int) atMost.toMillis());
        return receive();
    }

    /** Gives up what a server that refuses it does not take. */
    void forget() {
        socket.setLinger(0);
    }

    @Override
    public void close() {
        context.close();
    }
}
