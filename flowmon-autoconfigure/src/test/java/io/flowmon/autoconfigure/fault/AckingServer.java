/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.fault;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMsg;

/** The server's end of the wire: acknowledges every batch, until it is killed. */
final class AckingServer implements AutoCloseable {

    private static final int POLL_MILLIS = 20;

    private final AtomicLong batches = new AtomicLong();
    private final Thread thread;
    private final int port;
    private volatile boolean killed;

    AckingServer() {
        ZContext context = new ZContext();
        ZMQ.Socket socket = context.createSocket(SocketType.ROUTER);
        socket.setReceiveTimeOut(POLL_MILLIS);
        port = socket.bindToRandomPort("tcp://127.0.0.1");
        thread = new Thread(() -> serve(context, socket), "acking-server");
        thread.start();
    }

    int port() {
        return port;
    }

    long batches() {
        return batches.get();
    }

    private void serve(ZContext context, ZMQ.Socket socket) {
        try (context) {
            while (!killed) {
                ZMsg message = ZMsg.recvMsg(socket);
                if (message == null) {
                    continue;
                }
                byte[] peer = message.pop().getData();
                String kind = message.pop().getString(StandardCharsets.US_ASCII);
                if (kind.equals("B1")) {
                    ZMsg answer = new ZMsg();
                    answer.add(peer);
                    answer.add("A1");
                    answer.add(message.pop().getData());
                    answer.add(message.pop().getData());
                    answer.send(socket);
                    batches.incrementAndGet();
                }
            }
        }
    }

    @Override
    public void close() {
        killed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
