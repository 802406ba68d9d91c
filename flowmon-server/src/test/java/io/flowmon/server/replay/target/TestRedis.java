/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import redis.embedded.RedisServer;
import redis.embedded.RedisServerBuilder;

/** A real Redis on a free port of the loopback interface. */
final class TestRedis implements AutoCloseable {

    private final RedisServer server;
    private final int port;

    private TestRedis(RedisServerBuilder builder, int port) throws IOException {
        this.port = port;
        this.server = builder.port(port).bind("127.0.0.1").setting("save \"\"").build();
        server.start();
    }

    static TestRedis start() throws IOException {
        return startOn(freePort());
    }

    static TestRedis startOn(int port) throws IOException {
        return new TestRedis(RedisServer.builder(), port);
    }

    static TestRedis startWithPassword(String password) throws IOException {
        return new TestRedis(RedisServer.builder().setting("requirepass " + password), freePort());
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    String uri() {
        return "redis://127.0.0.1:" + port;
    }

    @Override
    public void close() throws IOException {
        server.stop();
    }
}
