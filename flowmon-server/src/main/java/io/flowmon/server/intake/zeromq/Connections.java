/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.intake.zeromq;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZEvent;
import org.zeromq.ZMonitor;

/**
 * The connections that stand. One too many is closed at once: each costs some 40 KB, and what it may have in memory.
 * Events come on the socket library's I/O thread; any thread may ask and cut.
 */
final class Connections implements ZEvent.ZEventConsummer {

    static final int EVENTS = zmq.ZMQ.ZMQ_EVENT_ACCEPTED | zmq.ZMQ.ZMQ_EVENT_DISCONNECTED;

    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private final int most;
    private final Runnable onRefusal;
    private final ZEvent.@Nullable ZEventConsummer next;

    /**
     * @param next is told of all events as well
     */
    Connections(int most, Runnable onRefusal, ZEvent.@Nullable ZEventConsummer next) {
        this.most = most;
        this.onRefusal = onRefusal;
        this.next = next;
    }

    int count() {
        return open.size();
    }

    /** Ends all of them; senders connect and send again. */
    void cutAll() {
        open.forEach(Connections::end);
    }

    /** Ends the one from this address and port. */
    void end(String address) {
        open.stream().filter(one -> address.equals(address(one))).forEach(Connections::end);
    }

    @Override
    public void consume(ZEvent event) {
        ZMonitor.Event kind = event.getEvent();
        if (kind == ZMonitor.Event.ACCEPTED && event.getValue() instanceof SocketChannel accepted) {
            accept(accepted);
        } else if (kind == ZMonitor.Event.DISCONNECTED && event.getValue() instanceof SocketChannel ended) {
            open.remove(ended);
        }
        if (next != null) {
            next.consume(event);
        }
    }

    private void accept(SocketChannel accepted) {
        if (open.size() >= most) {
            open.removeIf(channel -> !channel.isOpen());
        }
        if (open.size() >= most) {
            onRefusal.run();
            end(accepted);
        } else {
            open.add(accepted);
        }
    }

    /** The library notices, and lets go of what belongs to the connection. */
    private static void end(SocketChannel channel) {
        try {
            channel.shutdownInput();
        } catch (IOException alreadyEnded) {
            // that was the aim
        }
    }

    private static @Nullable String address(SocketChannel channel) {
        try {
            return channel.getRemoteAddress() instanceof InetSocketAddress internet
                    ? internet.getAddress().getHostAddress() + ":" + internet.getPort()
                    : null;
        } catch (IOException closed) {
            return null;
        }
    }
}
