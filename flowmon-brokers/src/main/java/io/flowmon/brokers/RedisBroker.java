/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.brokers;

import redis.embedded.RedisServer;
import redis.embedded.RedisServerBuilder;

/** A real Redis that keeps nothing on disk, as a process with a port of its own. For tests; not thread-safe. */
public final class RedisBroker implements AutoCloseable {

    private final RedisServer server;
    private final int port;

    private RedisBroker(RedisServerBuilder builder, int port) {
        this.port = port;
        this.server = builder.port(port).bind("127.0.0.1").setting("save \"\"").build();
        server.start();
    }

    /** One for all tests of this process, which ends with it. */
    public static RedisBroker shared() {
        return Shared.BROKER;
    }

    /** One of the caller's own. */
    public static RedisBroker start() {
        return startOn(FreePorts.next());
    }

    /** One where another was before. */
    public static RedisBroker startOn(int port) {
        return new RedisBroker(RedisServer.builder(), port);
    }

    /** One that asks who is there. */
    public static RedisBroker startWithPassword(String password) {
        return new RedisBroker(RedisServer.builder().setting("requirepass " + password), FreePorts.next());
    }

    public int port() {
        return port;
    }

    public String uri() {
        return "redis://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.stop();
    }

    private static final class Shared {

        static final RedisBroker BROKER = start();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(BROKER::close));
        }
    }
}
