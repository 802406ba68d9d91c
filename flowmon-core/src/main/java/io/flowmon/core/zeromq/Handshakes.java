/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.zeromq;

import org.jspecify.annotations.Nullable;
import org.zeromq.ZEvent;
import org.zeromq.ZMonitor;

/**
 * What became of a socket's connections, as the socket library's I/O thread tells. JeroMQ gives up a connection for
 * good when its handshake is refused, without a word to who sends: that is noticed by the reconnecting that does not
 * follow.
 *
 * <p>Events come on the I/O thread; any thread may ask.
 */
final class Handshakes implements ZEvent.ZEventConsummer {

    static final int EVENTS = zmq.ZMQ.ZMQ_EVENT_CONNECTED
            | zmq.ZMQ.ZMQ_EVENT_CONNECT_DELAYED
            | zmq.ZMQ.ZMQ_EVENT_CONNECT_RETRIED
            | zmq.ZMQ.ZMQ_EVENT_DISCONNECTED
            | zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL
            | zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_AUTH;

    private static final long RECONNECT_WITHIN_NANOS = 500_000_000L;

    private final boolean withKeys;
    private boolean greeted;
    private boolean keyRefused;
    private boolean ended;
    private long endedAt;

    Handshakes(boolean withKeys) {
        this.withKeys = withKeys;
    }

    @Override
    public synchronized void consume(ZEvent event) {
        ZMonitor.Event kind = event.getEvent();
        switch (kind) {
            case CONNECTED -> {
                greeted = false;
                keyRefused = false;
                ended = false;
            }
            case HANDSHAKE_PROTOCOL -> greeted = true;
            case HANDSHAKE_FAILED_AUTH -> keyRefused = true;
            case DISCONNECTED -> {
                ended = true;
                endedAt = System.nanoTime();
            }
            default -> ended = false;
        }
    }

    /** Why the server refused this side, once it has; then the socket is of no more use. */
    @Nullable
    synchronized Refusal refusal(long now) {
        if (!ended || now - endedAt < RECONNECT_WITHIN_NANOS) {
            return null;
        }
        if (keyRefused) {
            return Refusal.OWN_KEY;
        }
        if (!greeted) {
            return withKeys ? Refusal.NO_KEYS_WANTED : Refusal.KEYS_WANTED;
        }
        return withKeys ? Refusal.SERVER_KEY : Refusal.KEYS_WANTED;
    }

    /** What the other side did not like. */
    enum Refusal {
        OWN_KEY("it does not take this service's key: its operator has not allowed it, or has withdrawn it"),
        SERVER_KEY("it has none of the keys that are set here as the server's"),
        KEYS_WANTED("it takes senders with keys alone, or it is no flowmon-server"),
        NO_KEYS_WANTED("it is set up without keys, and here keys are set; or it is no flowmon-server");

        private final String reason;

        Refusal(String reason) {
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }
}
