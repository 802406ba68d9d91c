/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

/** Lets other packages' tests use the Redis of this test run. */
public final class RedisTesting {

    private RedisTesting() {}

    public static int port() {
        return RedisContext.port();
    }
}
