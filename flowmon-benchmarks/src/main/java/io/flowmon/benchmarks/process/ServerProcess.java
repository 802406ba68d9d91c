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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A flowmon-server in a JVM of its own, on free ports, with its data in a temporary folder. */
public final class ServerProcess implements AutoCloseable {

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;

    private final JavaProcess process;
    private final Path data;
    private final int eventPort;
    private final URI address;
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();

    private ServerProcess(JavaProcess process, Path data, int eventPort, int webPort) {
        this.process = process;
        this.data = data;
        this.eventPort = eventPort;
        this.address = URI.create("http://127.0.0.1:" + webPort);
    }

    /**
     * Starts a server with empty data and without rules, and waits until it takes events.
     *
     * @param arguments further properties, such as {@code --flowmon.server.data=…}
     */
    public static ServerProcess start(String... arguments) throws IOException, InterruptedException {
        return start(false, arguments);
    }

    /** The same with rules. */
    public static ServerProcess startWithRules(String... arguments) throws IOException, InterruptedException {
        return start(true, arguments);
    }

    private static ServerProcess start(boolean rules, String... arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("flowmon-benchmark");
        int eventPort = JavaProcess.freePort();
        int webPort = JavaProcess.freePort();
        Path data = folder.resolve("data");
        List<String> command = new ArrayList<>(List.of(
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                "io.flowmon.server.FlowmonServer",
                "--server.port=" + webPort,
                "--management.endpoints.web.exposure.include=metrics",
                "--flowmon.server.zeromq.port=" + eventPort,
                "--flowmon.server.rules.enabled=" + rules,
                "--flowmon.server.data=" + data));
        command.addAll(List.of(arguments));
        JavaProcess process = JavaProcess.start(folder, command);
        process.awaitListening(webPort);
        process.awaitListening(eventPort);
        return new ServerProcess(process, data, eventPort, webPort);
    }

    /** Where it takes events by ZeroMQ. */
    public int eventPort() {
        return eventPort;
    }

    /** How many events it has stored so far. */
    public long storedEvents() throws IOException, InterruptedException {
        return ask("/actuator/metrics/flowmon.intake.events")
                .at("/measurements/0/value")
                .asLong();
    }

    /** What it answers at this path; nothing, if it is not there. */
    public JsonNode ask(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(address.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() == OK ? json.readTree(answer.body()) : json.missingNode();
    }

    /** A page, as a browser asks for it. */
    public HttpResponse<byte[]> page(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .header("Accept", "text/html")
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    /** What it answers to this JSON at this path. */
    public JsonNode post(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(address.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= BAD_REQUEST) {
            throw new IOException("The server refused " + path + ": " + answer.body());
        }
        return json.readTree(answer.body());
    }

    public JavaProcess process() {
        return process;
    }

    /** Ends the server; bytes of the files of its store. */
    public long stop() throws IOException {
        process.stop();
        try (Stream<Path> files = Files.list(data)) {
            long bytes = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
