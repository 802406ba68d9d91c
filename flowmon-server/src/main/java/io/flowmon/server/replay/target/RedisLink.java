/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A connection to Redis that is made when it is first needed, and anew after it broke. A command is written once: what was
 * under way on a connection that breaks fails, and is not repeated. Any thread.
 */
final class RedisLink implements AutoCloseable {

    private static final Duration SHUTDOWN = Duration.ofSeconds(2);

    private final RedisURI address;
    private final Duration timeout;
    private @Nullable RedisClient client;
    private @Nullable StatefulRedisConnection<byte[], byte[]> connection;
    private boolean closed;

    RedisLink(RedisURI address, Duration timeout) {
        this.address = address;
        this.timeout = timeout;
        address.setTimeout(timeout);
    }

    /**
     * Commands of a connection that stands.
     *
     * @throws RuntimeException if none can be made within the timeout
     */
    synchronized RedisAsyncCommands<byte[], byte[]> commands() {
        if (closed) {
            throw new IllegalStateException("the server stops");
        }
        if (connection == null || !connection.isOpen()) {
            disconnect();
            connection = client().connect(ByteArrayCodec.INSTANCE);
        }
        return connection.async();
    }

    /** Gives the connection up, and with it what waits for an answer on it. */
    synchronized void disconnect() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    private RedisClient client() {
        if (client == null) {
            client = RedisClient.create(address);
            client.setOptions(ClientOptions.builder()
                    .autoReconnect(false)
                    .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                    .socketOptions(
                            SocketOptions.builder().connectTimeout(timeout).build())
                    .build());
        }
        return client;
    }

    @Override
    public synchronized void close() {
        closed = true;
        disconnect();
        if (client != null) {
            client.shutdown(Duration.ZERO, SHUTDOWN);
        }
    }
}
