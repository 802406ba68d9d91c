/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.frontend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A middle-end that answers what a test tells it, and remembers what it was asked. */
final class FakeMiddleEnd implements AutoCloseable {

    private final HttpServer server;
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile int endpoint2Status = 202;

    FakeMiddleEnd() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/endpoint1", exchange -> answer(exchange, 200, "{\"seconds\":0.4}"));
        server.createContext("/endpoint2", this::endpoint2);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<String> calls() {
        return calls;
    }

    void reset() {
        calls.clear();
        endpoint2Status = 202;
    }

    void refuseWith503() {
        endpoint2Status = 503;
    }

    private void endpoint2(HttpExchange exchange) throws IOException {
        if (endpoint2Status == 202) {
            answer(exchange, 202, "{\"accepted\":3,\"queue\":\"app_queue\"}");
        } else {
            exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
            answer(exchange, 503, "{\"status\":503,\"detail\":\"Redis is away.\"}");
        }
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add("%s %s %s"
                .formatted(exchange.getRequestMethod(), exchange.getRequestURI(), sent)
                .trim());
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (!exchange.getResponseHeaders().containsKey("Content-Type")) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
        }
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
