/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the command line; picocli sets them. */
final class DemoOptions {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);

    @Option(
            names = "--redis.port",
            paramLabel = "PORT",
            defaultValue = "${env:DEMO_REDIS_PORT:-6379}",
            description = "Redis (${DEFAULT-VALUE}).")
    private int redis;

    @Option(
            names = "--server.port",
            paramLabel = "PORT",
            defaultValue = "${env:DEMO_SERVER_PORT:-8400}",
            description = "The server's screens and API (${DEFAULT-VALUE}).")
    private int server;

    @Option(
            names = "--zeromq.port",
            paramLabel = "PORT",
            defaultValue = "${env:DEMO_ZEROMQ_PORT:-8401}",
            description = "Where the server takes events (${DEFAULT-VALUE}).")
    private int zeromq;

    @Option(
            names = "--frontend.port",
            paramLabel = "PORT",
            defaultValue = "${env:DEMO_FRONTEND_PORT:-8080}",
            description = "The page (${DEFAULT-VALUE}).")
    private int frontend;

    @Option(
            names = "--middleend.port",
            paramLabel = "PORT",
            defaultValue = "${env:DEMO_MIDDLEEND_PORT:-8086}",
            description = "The middle-end (${DEFAULT-VALUE}).")
    private int middleend;

    @Option(
            names = "--backend.port",
            paramLabel = "PORT",
            defaultValue = "${env:DEMO_BACKEND_PORT:-8087}",
            description = "The backend's health (${DEFAULT-VALUE}).")
    private int backend;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Keep the data of Redis and the server there. Default: a temporary folder, deleted at the end.")
    private @Nullable Path data;

    DemoSettings settings(Path root) {
        var ports = new Ports(redis, server, zeromq, frontend, middleend, backend);
        return new DemoSettings(root, root.resolve("target/demo/logs-" + frontend), data, ports, START_TIMEOUT);
    }
}
