/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.amqp;

import io.flowmon.brokers.RabbitBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** One RabbitMQ for the whole test run: it takes seconds to start. */
final class SharedRabbit {

    private static @Nullable RabbitBroker started;

    private SharedRabbit() {}

    /** The port. Where there is no RabbitMQ the test is skipped, or fails when the environment requires one. */
    static synchronized int port() {
        if (started == null) {
            started = start();
        }
        return started.port();
    }

    private static RabbitBroker start() {
        try {
            Path folder = Files.createTempDirectory("flowmon-rabbitmq");
            RabbitBroker broker = RabbitBroker.start(folder);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker, folder)));
            return broker;
        } catch (IOException cannotStart) {
            throw new UncheckedIOException(cannotStart);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static void stop(RabbitBroker broker, Path folder) {
        broker.close();
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException staysBehind) {
            throw new UncheckedIOException(staysBehind);
        }
    }
}
