/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import io.flowmon.autoconfigure.async.AsyncTesting;
import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.ScopeListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import redis.embedded.RedisServer;

/** A real Redis for the whole test run, and a context of an application that uses it. */
final class RedisContext {

    private static final int PORT = start();

    private RedisContext() {}

    static ApplicationContextRunner withFlowmon(String... properties) {
        return application()
                .withConfiguration(
                        AutoConfigurations.of(AsyncTesting.AUTO_CONFIGURATION, FlowmonRedisAutoConfiguration.class))
                .withPropertyValues(properties);
    }

    static ApplicationContextRunner application() {
        return new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(DataRedisAutoConfiguration.class, TaskExecutionAutoConfiguration.class))
                .withUserConfiguration(Base.class)
                .withPropertyValues("spring.data.redis.port=" + PORT);
    }

    static int port() {
        return PORT;
    }

    private static int start() {
        try {
            int port = freePort();
            RedisServer server = RedisServer.builder()
                    .port(port)
                    .setting("bind 127.0.0.1")
                    .setting("save \"\"")
                    .build();
            server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
            return port;
        } catch (IOException cannotStart) {
            throw new UncheckedIOException(cannotStart);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What the base of flowmon gives every technology. */
    @Configuration(proxyBeanMethods = false)
    static class Base {

        @Bean
        CurrentFlow currentFlow(ObjectProvider<ScopeListener> listeners) {
            return new CurrentFlow(listeners.orderedStream().toList());
        }

        @Bean
        RecordingPublisher recordingPublisher() {
            return new RecordingPublisher();
        }
    }
}
