/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.zeromq;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQ.Curve;
import org.zeromq.ZMQ.Poller;
import org.zeromq.ZMQ.Socket;

/** The socket and what belongs to it. Owned by the sender's thread. */
final class DealerConnection {

    /** Messages that the socket itself may hold: few, because the sender counts them as sent. */
    private static final int HIGH_WATER_MARK = 64;

    private static final int RECONNECT_MIN_MILLIS = 100;
    private static final int RECONNECT_MAX_MILLIS = 5_000;

    /** A peer that vanished without a word is noticed within this time. */
    private static final int PEER_TIMEOUT_MILLIS = 15_000;

    /** JeroMQ 0.6.0 now and then hangs in the handshake, for 30 s unless told otherwise; then it tries again. */
    private static final int HANDSHAKE_TIMEOUT_MILLIS = 2_000;

    private static final int PING_INTERVAL_MILLIS = 5_000;

    private final ZContext context = new ZContext(1);
    private final Handshakes handshakes;
    private final Socket socket;
    private final Poller poller;

    /**
     * @param keys this side's own; null without any
     * @param serverKey the server's public key; null without any
     */
    DealerConnection(String endpoint, @Nullable CurveKeys keys, @Nullable String serverKey) {
        handshakes = new Handshakes(keys != null);
        socket = context.createSocket(SocketType.DEALER);
        socket.setImmediate(false);
        socket.setSndHWM(HIGH_WATER_MARK);
        socket.setLinger(0);
        socket.setReconnectIVL(RECONNECT_MIN_MILLIS);
        socket.setReconnectIVLMax(RECONNECT_MAX_MILLIS);
        socket.setHandshakeIvl(HANDSHAKE_TIMEOUT_MILLIS);
        socket.setHeartbeatIvl(PING_INTERVAL_MILLIS);
        socket.setHeartbeatTimeout(PEER_TIMEOUT_MILLIS);
        if (keys != null && serverKey != null) {
            socket.setCurvePublicKey(Curve.z85Decode(keys.publicKey()));
            socket.setCurveSecretKey(Curve.z85Decode(keys.secretKey()));
            socket.setCurveServerKey(Curve.z85Decode(serverKey));
        }
        socket.setEventHook(handshakes, Handshakes.EVENTS);
        poller = context.createPoller(1);
        poller.register(socket, Poller.POLLIN);
        socket.connect(endpoint);
    }

    Handshakes.@Nullable Refusal refusal(long now) {
        return handshakes.refusal(now);
    }

    boolean send(List<ByteBuffer> frames) {
        for (Iterator<ByteBuffer> left = frames.iterator(); left.hasNext(); ) {
            ByteBuffer frame = left.next();
            // only the first frame can be refused: a socket that took it takes the whole message
            if (socket.sendByteBuffer(frame, ZMQ.DONTWAIT | (left.hasNext() ? ZMQ.SNDMORE : 0)) < 0) {
                return false;
            }
        }
        return true;
    }

    @Nullable
    List<byte[]> receive(Duration timeout) {
        if (!timeout.isZero() && poller.poll(timeout.toMillis()) <= 0) {
            return null;
        }
        List<byte[]> frames = new ArrayList<>();
        do {
            byte[] frame = socket.recv(ZMQ.DONTWAIT);
            if (frame == null) {
                return null;
            }
            frames.add(frame);
        } while (socket.hasReceiveMore());
        return frames;
    }

    void close(Duration linger) {
        socket.setLinger((int) linger.toMillis());
        context.setLinger((int) linger.toMillis());
        context.close();
    }
}
