/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.curve;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.ZAuth;
import org.zeromq.ZContext;
import org.zeromq.ZEvent;
import org.zeromq.ZMQ;
import org.zeromq.ZMsg;
import org.zeromq.util.ZMetadata;
import zmq.Msg;
import zmq.io.Metadata;

/**
 * Guards one socket: lets in who has an allowed key, and looks at each message again, because the library lets everybody
 * in when the one that it asks is not there, and keeps the connection of a sender whose key was withdrawn.
 *
 * <p>The sender's key travels with its messages under a name that is made anew each time: a sender could set any name
 * that it knows by itself.
 */
public final class CurveGuard implements AutoCloseable {

    /** What {@link #watch} is to be told of. */
    public static final int EVENTS = HandshakeWatch.EVENTS;

    private static final Logger log = LoggerFactory.getLogger(CurveGuard.class);
    private static final String DOMAIN = "flowmon";
    private static final long RELOAD_SECONDS = 1;

    private final String keyProperty = "X-" + UUID.randomUUID();
    private final AllowedSenders senders;
    private final ServerKey serverKey;
    private final Refusals refusals;
    private final ZAuth authentication;
    private final ScheduledExecutorService reloader;
    private final HandshakeWatch watch;
    private String publicKeyInUse;

    CurveGuard(ZContext context, ZMQ.Socket socket, ServerKey serverKey, AllowedSenders senders, Refusals refusals) {
        this.senders = senders;
        this.serverKey = serverKey;
        this.refusals = refusals;
        this.publicKeyInUse = "";
        senders.reload();
        // before the socket is bound: without it the library would ask nobody
        authentication = new ZAuth(context, "flowmon-zap", Map.of("CURVE", new KeyCheck()));
        socket.setZapDomain(DOMAIN);
        socket.setCurveServer(true);
        refresh(socket);
        watch = new HandshakeWatch(refusals);
        reloader = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "flowmon-keys");
            thread.setDaemon(true);
            return thread;
        });
        ScheduledFuture<?> unused =
                reloader.scheduleWithFixedDelay(this::reload, RELOAD_SECONDS, RELOAD_SECONDS, TimeUnit.SECONDS);
    }

    /** To be told of the socket's {@link #EVENTS}, on the library's I/O thread. */
    public ZEvent.ZEventConsummer watch() {
        return watch;
    }

    /** Whether a message with this frame may be read. The socket's thread. */
    public boolean admits(Msg frame) {
        Metadata metadata = frame.getMetadata();
        String key = metadata == null ? null : metadata.get(keyProperty);
        if (key == null) {
            refusals.noHandshake("an address that is not known");
            return false;
        }
        if (senders.nameOf(key) == null) {
            refusals.withdrawnKey(key, addressOf(metadata));
            return false;
        }
        return true;
    }

    /** Gives the socket the server's new key, if there is one: connections that stand go on. The socket's thread. */
    public void refresh(ZMQ.Socket socket) {
        if (!publicKeyInUse.equals(serverKey.keys().publicKey())) {
            publicKeyInUse = serverKey.keys().publicKey();
            socket.setCurveSecretKey(ZMQ.Curve.z85Decode(serverKey.keys().secretKey()));
        }
    }

    /** After the socket's thread has ended, before its context is closed. */
    @Override
    public void close() {
        reloader.shutdownNow();
        authentication.close();
    }

    private void reload() {
        try {
            senders.reload();
            serverKey.reload();
        } catch (RuntimeException failure) {
            log.warn("Keys could not be read again", failure);
        }
    }

    private static String addressOf(@Nullable Metadata metadata) {
        String address = metadata == null ? null : metadata.get(Metadata.PEER_ADDRESS);
        return address == null ? "unknown" : address;
    }

    /** Asked by the library for each connection. */
    private final class KeyCheck implements ZAuth.Auth {

        @Override
        public boolean configure(ZMsg nothing, boolean verbose) {
            return true;
        }

        @Override
        public boolean authorize(ZAuth.ZapRequest request, boolean verbose) {
            try {
                String name = senders.nameOf(request.clientKey);
                if (name == null) {
                    refusals.unknownKey(request.clientKey, request.address);
                    return false;
                }
                log.debug("{} is connected from {}", name, request.address);
                ZMetadata metadata = new ZMetadata();
                metadata.set(keyProperty, request.clientKey);
                request.metadata = metadata;
                return true;
            } catch (RuntimeException failure) {
                log.warn("A sender's key could not be checked", failure);
                return false;
            }
        }
    }
}
