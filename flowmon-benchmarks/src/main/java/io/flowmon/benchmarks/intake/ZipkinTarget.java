/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.intake;

import io.flowmon.benchmarks.process.JavaProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Zipkin server that keeps spans in memory, and a sender with a few requests under way. */
final class ZipkinTarget implements Target {

    private static final Path JAR = Path.of("flowmon-benchmarks/zipkin-server/target/lib");
    private static final int IN_FLIGHT = 4;
    private static final int ACCEPTED = 202;
    private static final int OK = 200;
    private static final long POLL_MILLIS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String COUNTER = "counter.zipkin_collector.spans";

    private final JavaProcess process;
    private final String address;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JsonMapper json = new JsonMapper();
    private final RandomSpans spans = new RandomSpans(new Random(1));
    private long stored;

    private ZipkinTarget(JavaProcess process, int port) {
        this.process = process;
        this.address = "http://127.0.0.1:" + port;
    }

    static ZipkinTarget start() throws IOException, InterruptedException {
        int port = JavaProcess.freePort();
        JavaProcess process = JavaProcess.start(
                Files.createTempDirectory("flowmon-benchmark"),
                List.of(
                        "-Xmx3g", // with 1 GB it runs out of memory before it evicts
                        "-Darmeria.ports[0].port=" + port,
                        "-Darmeria.ports[0].address=127.0.0.1",
                        "-jar",
                        jar().toString()));
        process.awaitListening(port);
        return new ZipkinTarget(process, port);
    }

    private static Path jar() throws IOException {
        try (var files = Files.list(JAR)) {
            return files.filter(file -> file.getFileName().toString().startsWith("zipkin-server"))
                    .findFirst()
                    .orElseThrow(
                            () -> new IOException("There is no Zipkin in " + JAR + ". Start bin/benchmark Intake."));
        }
    }

    @Override
    public BatchSource source() {
        return spans;
    }

    @Override
    public void send(List<byte[]> batches, int spansEach) throws Exception {
        Deque<CompletableFuture<HttpResponse<Void>>> inFlight = new ArrayDeque<>();
        for (byte[] batch : batches) {
            if (inFlight.size() == IN_FLIGHT) {
                check(inFlight.remove());
            }
            inFlight.add(http.sendAsync(
                    HttpRequest.newBuilder(URI.create(address + "/api/v2/spans"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofByteArray(batch))
                            .build(),
                    BodyHandlers.discarding()));
        }
        while (!inFlight.isEmpty()) {
            check(inFlight.remove());
        }
        stored += (long) batches.size() * spansEach;
        while (counted() < stored || !isThere(spans.lastTrace())) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private static void check(CompletableFuture<HttpResponse<Void>> answer) throws Exception {
        int status = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).statusCode();
        if (status != ACCEPTED) {
            throw new IOException("Zipkin has answered " + status);
        }
    }

    private long counted() throws IOException, InterruptedException {
        long sum = 0;
        JsonNode metrics = json.readTree(get("/metrics").body());
        for (String name : metrics.propertyNames()) {
            if (name.startsWith(COUNTER + ".")) {
                sum += metrics.get(name).asLong();
            }
        }
        return sum;
    }

    private boolean isThere(String trace) throws IOException, InterruptedException {
        return get("/api/v2/trace/" + trace).statusCode() == OK;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(address + path))
                        .timeout(PATIENCE)
                        .build(),
                BodyHandlers.ofString());
    }

    @Override
    public JavaProcess process() {
        return process;
    }

    @Override
    public long stop() {
        process.stop();
        return 0;
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
