/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.curve;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.ZEvent;
import org.zeromq.ZMonitor;

/**
 * Notices connections that end before their sender has shown a key. The library does not say which connection greeted,
 * so one is only counted if none did between its beginning and its end: rather one too few than a false one.
 *
 * <p>Events come on the socket library's I/O thread.
 */
final class HandshakeWatch implements ZEvent.ZEventConsummer {

    static final int EVENTS = zmq.ZMQ.ZMQ_EVENT_ACCEPTED
            | zmq.ZMQ.ZMQ_EVENT_DISCONNECTED
            | zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL
            | zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL;

    private static final Logger log = LoggerFactory.getLogger(HandshakeWatch.class);

    private final Refusals refusals;
    private final Map<SelectableChannel, Accepted> open = new HashMap<>();
    private long greetings;
    private int undecipherable;

    HandshakeWatch(Refusals refusals) {
        this.refusals = refusals;
    }

    private record Accepted(String address, long greetingsBefore) {}

    @Override
    public void consume(ZEvent event) {
        try {
            handle(event);
        } catch (RuntimeException failure) {
            log.debug("An event of a connection could not be handled", failure);
        }
    }

    private void handle(ZEvent event) {
        ZMonitor.Event kind = event.getEvent();
        switch (kind) {
            case ACCEPTED -> accepted(event.getValue());
            case HANDSHAKE_PROTOCOL -> greetings++;
            case HANDSHAKE_FAILED_PROTOCOL -> undecipherable++;
            case DISCONNECTED -> ended(event.getValue());
            default -> log.trace("Not watched: {}", kind);
        }
    }

    private void accepted(@Nullable SelectableChannel channel) {
        if (channel instanceof SocketChannel socket) {
            open.put(socket, new Accepted(address(socket), greetings));
        }
    }

    private void ended(@Nullable SelectableChannel channel) {
        Accepted accepted = channel == null ? null : open.remove(channel);
        if (accepted == null) {
            return;
        }
        if (accepted.greetingsBefore() == greetings) {
            refusals.noHandshake(accepted.address());
        } else if (undecipherable > 0) {
            undecipherable--;
            refusals.wrongServerKey(accepted.address());
        }
    }

    private static String address(SocketChannel channel) {
        try {
            return channel.getRemoteAddress() instanceof InetSocketAddress internet
                    ? internet.getAddress().getHostAddress()
                    : "unknown";
        } catch (IOException closed) {
            return "unknown";
        }
    }
}
