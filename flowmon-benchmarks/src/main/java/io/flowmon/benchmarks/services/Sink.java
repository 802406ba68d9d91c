/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.services;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/** Takes whatever is posted, counts its bytes and forgets it. */
final class Sink implements Receiver {

    private static final int ACCEPTED = 202;
    private static final int NO_BODY = -1;

    private final HttpServer server;
    private final AtomicLong bytes = new AtomicLong();

    private Sink(HttpServer server) {
        this.server = server;
    }

    static Sink start() throws IOException {
        Sink sink = new Sink(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        sink.server.createContext("/", sink::take);
        sink.server.start();
        return sink;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            bytes.addAndGet(exchange.getRequestBody().transferTo(OutputStream.nullOutputStream()));
            exchange.sendResponseHeaders(ACCEPTED, NO_BODY);
        }
    }

    @Override
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public long received() {
        return bytes.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
