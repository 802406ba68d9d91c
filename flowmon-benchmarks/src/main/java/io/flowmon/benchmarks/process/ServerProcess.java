/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A flowmon-server in a JVM of its own, on free ports, with its data in a temporary folder. */
public final class ServerProcess implements AutoCloseable {

    private static final int OK = 200;

    private final JavaProcess process;
    private final int eventPort;
    private final URI counter;
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();

    private ServerProcess(JavaProcess process, int eventPort, int webPort) {
        this.process = process;
        this.eventPort = eventPort;
        this.counter = URI.create("http://127.0.0.1:" + webPort + "/actuator/metrics/flowmon.intake.events");
    }

    /** Starts a server with empty data, and waits until it takes events. */
    public static ServerProcess start() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("flowmon-benchmark");
        int eventPort = JavaProcess.freePort();
        int webPort = JavaProcess.freePort();
        JavaProcess process = JavaProcess.start(
                folder,
                List.of(
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.flowmon.server.FlowmonServer",
                        "--server.port=" + webPort,
                        "--management.endpoints.web.exposure.include=metrics",
                        "--flowmon.server.zeromq.port=" + eventPort,
                        "--flowmon.server.data=" + folder.resolve("data")));
        process.awaitListening(webPort);
        process.awaitListening(eventPort);
        return new ServerProcess(process, eventPort, webPort);
    }

    /** Where it takes events by ZeroMQ. */
    public int eventPort() {
        return eventPort;
    }

    /** How many events it has stored so far. */
    public long storedEvents() throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(counter).build(), HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() == OK
                ? json.readTree(answer.body()).at("/measurements/0/value").asLong()
                : 0;
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
