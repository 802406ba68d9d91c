/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.exported;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.brokers.FreePorts;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A flowmon-server in a JVM of its own, without the application's classes, which would configure it. */
final class Server implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = FreePorts.next();
    private final int httpPort = FreePorts.next();
    private final Path log;
    private final Process process;

    Server(Path folder) throws IOException {
        log = folder.resolve("server.log");
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath(),
                        "io.flowmon.server.FlowmonServer",
                        "--server.port=" + httpPort,
                        "--flowmon.server.zeromq.port=" + port,
                        "--flowmon.server.store.memory=256MB",
                        "--flowmon.server.rules.enabled=false",
                        "--management.health.redis.enabled=false",
                        "--flowmon.server.data=" + folder.resolve("data"))
                .redirectErrorStream(true)
                .redirectOutput(new File(log.toString()))
                .start();
    }

    void awaitReady() {
        await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(() -> {
            assertThat(process.isAlive())
                    .as("the server runs; its log is %s", log)
                    .isTrue();
            return get("/actuator/health").statusCode() == 200;
        });
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> postEvents(String events) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri("/api/events"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(events))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + httpPort + path);
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("flowmon-export-tests") && !entry.contains("flowmon-autoconfigure"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
