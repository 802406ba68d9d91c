/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher.process;

import java.util.concurrent.CountDownLatch;
import redis.embedded.RedisServer;

/**
 * Runs the embedded Redis in a process of its own, which ends it whenever it ends itself. The data is in the working
 * directory.
 */
public final class RedisMain {

    private RedisMain() {}

    /**
     * Runs until the process ends.
     *
     * @param args the port
     */
    public static void main(String[] args) throws InterruptedException {
        RedisServer server = RedisServer.builder()
                .port(Integer.parseInt(args[0]))
                .bind("127.0.0.1")
                .setting("appendonly yes")
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        server.start();
        new CountDownLatch(1).await();
    }
}
