/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import org.springframework.data.redis.connection.RedisConnection;

/**
 * Wraps connections. Any thread.
 *
 * @param destinations what the configuration names
 * @param messages what becomes of elements and publications
 * @param records what becomes of entries
 */
record ConnectionDecorator(Destinations destinations, Messages messages, Records records) {

    /** A connection that is whatever {@code connection} is, by its interfaces: that of a cluster remains one. */
    RedisConnection decorate(RedisConnection connection) {
        return (RedisConnection) LookAlike.of(connection, new DecoratedConnection(connection, this));
    }
}
