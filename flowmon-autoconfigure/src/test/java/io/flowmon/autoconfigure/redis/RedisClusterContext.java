/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import static io.flowmon.autoconfigure.test.Waiting.await;

import io.flowmon.brokers.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;

/** A real Redis cluster for the whole test run: one node that owns all slots. */
final class RedisClusterContext {

    private static final int LAST_SLOT = 16383;
    private static final int PORT = start();

    private RedisClusterContext() {}

    static ApplicationContextRunner withFlowmon(String... properties) {
        return onCluster(RedisContext.withFlowmon(properties));
    }

    static ApplicationContextRunner application() {
        return onCluster(RedisContext.application());
    }

    private static ApplicationContextRunner onCluster(ApplicationContextRunner runner) {
        return runner.withPropertyValues("spring.data.redis.cluster.nodes=127.0.0.1:" + PORT);
    }

    private static int start() {
        try {
            Path folder = Files.createTempDirectory("flowmon-redis-cluster");
            Path nodes = folder.resolve("nodes.conf");
            int port = FreePorts.next();
            RedisServer server = RedisServer.builder()
                    .port(port)
                    .setting("bind 127.0.0.1")
                    .setting("save \"\"")
                    .setting("cluster-enabled yes")
                    .setting("cluster-port " + FreePorts.next())
                    .setting("cluster-config-file " + nodes)
                    .build();
            server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, nodes)));
            takeAllSlots(port);
            return port;
        } catch (IOException cannotStart) {
            throw new UncheckedIOException(cannotStart);
        }
    }

    private static void takeAllSlots(int port) {
        try (Jedis redis = new Jedis("127.0.0.1", port)) {
            redis.clusterAddSlotsRange(0, LAST_SLOT);
            await().pollInSameThread().until(() -> redis.clusterInfo().contains("cluster_state:ok"));
        }
    }

    private static void stop(RedisServer server, Path nodes) {
        try {
            server.stop();
            Files.deleteIfExists(nodes);
            Files.deleteIfExists(nodes.getParent());
        } catch (IOException leftBehind) {
            throw new UncheckedIOException(leftBehind);
        }
    }
}
