/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.zeromq;

import io.flowmon.core.sender.Transport;
import io.flowmon.core.wire.WireFormatException;
import io.flowmon.core.wire.WireMessage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQ.Poller;
import org.zeromq.ZMQ.Socket;

/**
 * A {@code DEALER} socket that connects to one server and, whenever the connection breaks, connects again by itself.
 * Without a connection nothing is taken, so that what waits stays within the sender's bounds.
 */
public final class ZeroMqTransport implements Transport {

    private static final Logger LOG = System.getLogger(ZeroMqTransport.class.getName());

    /** Messages that the socket itself may hold: few, because the sender counts them as sent. */
    private static final int HIGH_WATER_MARK = 64;

    private static final int RECONNECT_MIN_MILLIS = 100;
    private static final int RECONNECT_MAX_MILLIS = 5_000;

    /** A peer that vanished without a word is noticed within this time. */
    private static final int PEER_TIMEOUT_MILLIS = 15_000;

    /** JeroMQ 0.6.0 now and then hangs in the handshake, for 30 s unless told otherwise; then it tries again. */
    private static final int HANDSHAKE_TIMEOUT_MILLIS = 2_000;

    private static final int PING_INTERVAL_MILLIS = 5_000;

    private final String endpoint;
    private @Nullable Connection connection;

    /**
     * @param endpoint where the server listens, such as {@code tcp://127.0.0.1:8401}
     */
    public ZeroMqTransport(String endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public void open() {
        if (connection == null) {
            connection = new Connection(endpoint);
        }
    }

    @Override
    public boolean send(WireMessage message) {
        return connection().send(message.frames());
    }

    @Override
    public @Nullable WireMessage receive(Duration timeout) {
        List<byte[]> frames = connection().receive(timeout);
        if (frames == null) {
            return null;
        }
        try {
            return WireMessage.parse(frames);
        } catch (WireFormatException unknown) {
            LOG.log(Level.DEBUG, "flowmon: the server sent what this version does not know", unknown);
            return null;
        }
    }

    /** Where the server listens. */
    @Override
    public String toString() {
        return endpoint;
    }

    @Override
    public void close(Duration linger) {
        if (connection != null) {
            connection.close(linger);
            connection = null;
        }
    }

    private Connection connection() {
        if (connection == null) {
            throw new IllegalStateException("the transport is not open");
        }
        return connection;
    }

    /** The socket and what belongs to it. */
    private static final class Connection {

        private final ZContext context = new ZContext(1);
        private final Socket socket;
        private final Poller poller;

        Connection(String endpoint) {
            socket = context.createSocket(SocketType.DEALER);
            socket.setImmediate(false);
            socket.setSndHWM(HIGH_WATER_MARK);
            socket.setLinger(0);
            socket.setReconnectIVL(RECONNECT_MIN_MILLIS);
            socket.setReconnectIVLMax(RECONNECT_MAX_MILLIS);
            socket.setHandshakeIvl(HANDSHAKE_TIMEOUT_MILLIS);
            socket.setHeartbeatIvl(PING_INTERVAL_MILLIS);
            socket.setHeartbeatTimeout(PEER_TIMEOUT_MILLIS);
            poller = context.createPoller(1);
            poller.register(socket, Poller.POLLIN);
            socket.connect(endpoint);
        }

        boolean send(List<byte[]> frames) {
            for (Iterator<byte[]> left = frames.iterator(); left.hasNext(); ) {
                byte[] frame = left.next();
                // only the first frame can be refused: a socket that took it takes the whole message
                if (!socket.send(frame, ZMQ.DONTWAIT | (left.hasNext() ? ZMQ.SNDMORE : 0))) {
                    return false;
                }
            }
            return true;
        }

        @Nullable
        List<byte[]> receive(Duration timeout) {
            if (poller.poll(timeout.toMillis()) <= 0) {
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
}
