/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks;

import io.flowmon.core.wire.WireFormatException;
import io.flowmon.core.wire.WireMessage;
import io.flowmon.core.wire.WireMessage.Acknowledgement;
import io.flowmon.core.wire.WireMessage.Batch;
import java.util.ArrayList;
import java.util.List;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** Acknowledges every batch and keeps nothing: what is measured is the sender. */
final class DiscardingServer {

    private static final int POLL_MILLIS = 50;

    private volatile boolean running = true;

    /** Starts the server; the endpoint it listens at. */
    String start() {
        ZContext context = new ZContext();
        ZMQ.Socket router = context.createSocket(SocketType.ROUTER);
        router.setReceiveTimeOut(POLL_MILLIS);
        int port = router.bindToRandomPort("tcp://127.0.0.1");
        Thread thread = new Thread(() -> serve(context, router), "discarding-server");
        thread.setDaemon(true);
        thread.start();
        return "tcp://127.0.0.1:" + port;
    }

    void close() {
        running = false;
    }

    private void serve(ZContext context, ZMQ.Socket router) {
        try (context) {
            while (running) {
                byte[] sender = router.recv();
                if (sender != null) {
                    answer(router, sender);
                }
            }
        }
    }

    private static void answer(ZMQ.Socket router, byte[] sender) {
        List<byte[]> frames = new ArrayList<>();
        while (router.hasReceiveMore()) {
            frames.add(router.recv());
        }
        try {
            if (WireMessage.parse(frames) instanceof Batch batch) {
                router.sendMore(sender);
                List<byte[]> answer = new Acknowledgement(batch.session(), batch.number()).frames();
                for (int i = 0; i < answer.size(); i++) {
                    router.send(answer.get(i), i < answer.size() - 1 ? ZMQ.SNDMORE : 0);
                }
            }
        } catch (WireFormatException wrong) {
            throw new IllegalStateException(wrong);
        }
    }
}
